import type { ContextValue } from '@rolecall/policy'
import type { Outgoing, Permission } from '../call/guarded-call.ts'
import type { Backend } from '../gateway-tools.ts'
import type { S3Address } from './s3-address.ts'

/** A call of S3 whose head is understood, for those who read its body. */
export interface S3Plan {
  readonly address: S3Address
  readonly namespace: string
  readonly partition: string
  readonly account: string
  readonly backend: Backend
  readonly outgoing: Outgoing
  /** Keys that the head tells. */
  readonly context: readonly (readonly [string, ContextValue])[]
  /** The permissions that the head tells, with further keys and further actions on the same resource. */
  permissions(
    context?: readonly (readonly [string, ContextValue])[],
    actions?: readonly string[],
  ): Permission[]
  /** The actions that headers ask for on top, such as `s3:BypassGovernanceRetention`. */
  readonly further: readonly string[]
}
