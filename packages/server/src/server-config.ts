import type { Clock } from '@rolecall/core'
import type { Door } from './http/door.ts'
import type { AuthMode } from './http/pipeline-tools.ts'
import type { Logger } from './logger.ts'
import type { ServerDoors } from './server-doors.ts'

export interface ServerConfig {
  readonly host: string
  /** 0 for any free port. */
  readonly port: number
  /** The data folder. */
  readonly folder: string
  /** Twelve digits: the account that the first start makes. */
  readonly account: string
  readonly region: string
  readonly auth: AuthMode
  /** Whether associations of EKS Pod Identity may be of patterns with `*`. AWS has no such thing. */
  readonly allowWildcardAssociations?: boolean | undefined
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer } | undefined
  /** Where clients reach the server, when that is not the address it listens on. */
  readonly publicUrl?: string | undefined
  /** Doors of other packages, such as the gateway. They stand in front of the AWS APIs. */
  readonly doors?: (tools: ServerDoors) => readonly Door[]
  readonly clock: Clock
  readonly log: Logger
}
