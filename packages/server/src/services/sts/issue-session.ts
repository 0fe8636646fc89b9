import type { Session } from '../../sessions/session.ts'
import type { SessionCredentials, SessionMint } from '../../sessions/session-mint.ts'
import { stsFaults } from './faults.ts'
import { sessionTokenSize } from './session-token-size.ts'

/**
 * @param minimumTokenSize bytes that the session token has at least.
 * @throws Fault PackedPolicyTooLarge when policies and tags make a token too long to be used
 */
export function issueSession(
  session: Session,
  mint: SessionMint,
  minimumTokenSize?: number,
): SessionCredentials {
  const credentials = mint.issue(session, minimumTokenSize)
  const { SessionTokenUtilization: share } = sessionTokenSize(credentials)
  if (share > 100) {
    throw stsFaults.packedPolicyTooLarge(
      `Packed policy consumes ${share}% of allotted space, please use smaller policy.`,
    )
  }
  return credentials
}
