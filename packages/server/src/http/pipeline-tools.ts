import type { Clock } from '@rolecall/core'
import type { Background } from '../background.ts'
import type { Identify } from '../callers/identify.ts'
import type { Logger } from '../logger.ts'
import type { Service } from '../services/service.ts'
import type { ServiceTools } from '../services/service-context.ts'
import type { Store } from '../store/store.ts'

/** How strictly callers are held to their policies. */
export type AuthMode = 'enforce' | 'observe' | 'off'

/** What the steps work with. */
export interface PipelineTools {
  readonly services: readonly Service[]
  readonly store: Store
  readonly identify: Identify
  readonly auth: AuthMode
  readonly serviceTools: ServiceTools
  readonly defaultAccount: string
  readonly defaultRegion: string
  readonly background: Background
  readonly clock: Clock
  readonly log: Logger
}
