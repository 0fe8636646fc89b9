import type { ServiceModel } from '@rolecall/aws-protocol'
import type { LeftOut } from './left-out.ts'
import type { Operation } from './operation.ts'

/** A service: how it is spoken to, and its operations by name. */
export interface Service {
  readonly model: ServiceModel
  /** As the trail calls it, such as `iam.amazonaws.com`. */
  readonly eventSource: string
  /** Of the whole account: its calls are recorded in the server's own region, whatever they were signed for. */
  readonly isGlobal: boolean
  /** HTTP status of a denial by policies, where it is not 403. */
  readonly denialStatus?: number | undefined
  readonly operations: ReadonlyMap<string, Operation>
  /** Those among them that are not offered. */
  readonly leftOut: LeftOut
}
