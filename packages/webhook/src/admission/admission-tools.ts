import type { TellOutcome } from '../outcome.ts'
import type { WebhookSettings } from '../settings.ts'
import type { WiringOf } from '../wiring.ts'
import type { OnUnknown } from './on-unknown.ts'

/** What answering needs of the world. */
export interface AdmissionTools {
  /** Waits by itself, where it is told to. */
  readonly wiringOf: WiringOf
  /** Called once for each pod, before it is answered. */
  readonly tell: TellOutcome
  readonly settings: WebhookSettings
  readonly onUnknown: OnUnknown
  /** For what is a mistake of ours. */
  readonly log?: { error(details: object, text: string): void }
}
