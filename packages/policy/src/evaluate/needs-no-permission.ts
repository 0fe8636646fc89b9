import { freeActions } from './free-actions.ts'
import type { Subject } from './read-subject.ts'

/**
 * Whether policies have no say, not even a Deny: telling a caller who it is, and authenticating a user by MFA.
 * Sources: GetCallerIdentity, STS API reference; "Permissions for GetSessionToken", IAM User Guide.
 */
export function needsNoPermission({ action, principal }: Subject): boolean {
  return freeActions.get(action)?.has(principal.type) ?? false
}
