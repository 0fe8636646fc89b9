import type { Principal } from '../principal/principal.ts'

/** What kind of case a request is: all that the rules ask of it apart from statements. */
export interface Situation {
  readonly principalType: Principal['type']
  /** What every caller of this type may do, whatever policies say; then nothing else matters and is `false`. */
  readonly needsNoPermission: boolean
  /** The root user assuming a role, which never is allowed; then nothing else matters and is `false`. */
  readonly rootAssumesRole: boolean
  /** The role is one that a service keeps for itself. */
  readonly serviceLinked: boolean
  /** `false` for callers without an account. */
  readonly crossAccount: boolean
  /** Role trust and KMS keys; `false` for callers without an account, who need it always. */
  readonly needsResourceAllow: boolean
}
