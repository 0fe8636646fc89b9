import type { SessionCredentials } from '../../sessions/session-mint.ts'
import { sessionTokenSize } from './session-token-size.ts'

/**
 * The percentage that session policies and session tags take of the room there is for them, `undefined` for a call
 * that passed neither. There are two bounds, and the nearer one counts: characters of the policies, and what a
 * session token holds.
 *
 * @param ofPolicies percentage of the characters, `undefined` without policies.
 */
export function packedPolicySize(
  credentials: SessionCredentials,
  ofPolicies: number | undefined,
  isTagged: boolean,
): number | undefined {
  if (!isTagged) return ofPolicies
  return Math.max(ofPolicies ?? 0, sessionTokenSize(credentials).SessionTokenUtilization)
}
