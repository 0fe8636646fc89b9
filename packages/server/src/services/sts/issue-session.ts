import { longestSessionToken } from '../../sessions/longest-session-token.ts'
import type { Session } from '../../sessions/session.ts'
import type { SessionCredentials, SessionMint } from '../../sessions/session-mint.ts'
import { stsFaults } from './faults.ts'

/** @throws Fault PackedPolicyTooLarge when policies and tags make a token too long to be used */
export function issueSession(session: Session, mint: SessionMint): SessionCredentials {
  const credentials = mint.issue(session)
  const share = Math.ceil((credentials.sessionToken.length / longestSessionToken) * 100)
  if (share > 100) {
    throw stsFaults.packedPolicyTooLarge(
      `Packed policy consumes ${share}% of allotted space, please use smaller policy.`,
    )
  }
  return credentials
}
