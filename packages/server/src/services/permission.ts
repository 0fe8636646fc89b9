import type { CompiledPolicy, ContextValue } from '@rolecall/policy'

/** One permission a call needs. All of a call's permissions must be granted. */
export interface Permission {
  /** Such as `iam:CreateRole`. */
  readonly action: string
  /** An ARN, or `*` for an action without resources. */
  readonly resource: string
  /**
   * How a refusal names the resource, where AWS does not give its ARN away: `role reader`; empty where AWS names
   * none.
   */
  readonly shownAs?: string
  /** What a setting of the account allows, as if a policy of the caller's did: boundaries and denials still count. */
  readonly grant?: CompiledPolicy | undefined
  /** Condition keys beyond those every call has. */
  readonly context?: readonly (readonly [key: string, value: ContextValue])[]
}
