import { longestSessionToken } from '../../sessions/longest-session-token.ts'
import type { SessionCredentials } from '../../sessions/session-mint.ts'

/** How large a session token is, in bytes and in percent of what it may be. */
export function sessionTokenSize({ sessionToken }: SessionCredentials): {
  SessionTokenUtilization: number
  SessionTokenSize: number
} {
  return {
    SessionTokenUtilization: Math.ceil((sessionToken.length / longestSessionToken) * 100),
    SessionTokenSize: sessionToken.length,
  }
}
