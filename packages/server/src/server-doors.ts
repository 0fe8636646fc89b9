import type { Clock } from '@rolecall/core'
import type { Claim, Identified } from './callers/identify.ts'
import type { DataCall } from './http/data-call.ts'
import type { AuthMode } from './http/pipeline-tools.ts'
import type { Logger } from './logger.ts'

/** What the server gives to a door of another package: who is calling, and a trail to record in. */
export interface ServerDoors {
  readonly identify: (claim: Claim) => Promise<Identified>
  /** Resolves once the record is durable. */
  readonly record: (call: DataCall) => Promise<void>
  readonly account: string
  readonly region: string
  readonly auth: AuthMode
  readonly clock: Clock
  readonly log: Logger
}
