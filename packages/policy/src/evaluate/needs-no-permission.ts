import type { Principal } from '../principal/principal.ts'
import type { Subject } from './read-subject.ts'

/** By action in lower case: which principals may always perform it, whatever any policy says. */
const free: ReadonlyMap<string, ReadonlySet<Principal['type']>> = new Map([
  ['sts:getcalleridentity', new Set<Principal['type']>(['root', 'user', 'role-session', 'federated-user'])],
  ['sts:getsessiontoken', new Set<Principal['type']>(['root', 'user'])],
])

/**
 * Whether policies have no say, not even a Deny: telling a caller who it is, and authenticating a user by MFA.
 * Sources: GetCallerIdentity, STS API reference; "Permissions for GetSessionToken", IAM User Guide.
 */
export function needsNoPermission({ action, principal }: Subject): boolean {
  return free.get(action)?.has(principal.type) ?? false
}
