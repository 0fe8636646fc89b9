import type { ServiceModel } from '@rolecall/aws-protocol'
import type { Operation } from './operation.ts'

/** A service: how it is spoken to, and its operations by name. */
export interface Service {
  readonly model: ServiceModel
  /** As the trail calls it, such as `iam.amazonaws.com`. */
  readonly eventSource: string
  readonly operations: ReadonlyMap<string, Operation>
}
