import type { Policies, Principal } from '@rolecall/policy'
import type { Session } from '../sessions/session.ts'
import type { OrganizationPlace } from './organization-place.ts'

/** Who speaks, with all that limits them. */
export interface Caller {
  readonly account: string
  readonly accessKeyId: string
  readonly principal: Principal
  /** Their side of every decision; the resource's side is added call by call. */
  readonly policies: Policies
  /** Condition keys that follow from who they are, such as `aws:PrincipalArn` and `aws:TokenIssueTime`. */
  readonly context: readonly (readonly [key: string, value: string | readonly string[]])[]
  /** The name `LookupEvents` finds them by. */
  readonly username: string
  readonly session?: Session | undefined
  /** Where their account stands in its organization, if it is in one. */
  readonly place?: OrganizationPlace | undefined
}
