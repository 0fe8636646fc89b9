import { newAccessKeyId, type Randomness } from '@rolecall/core'
import type { MasterKeys } from '../secrets/master-key.ts'
import { seal, unseal } from '../secrets/seal.ts'
import { longestSessionToken } from './longest-session-token.ts'
import type { Session } from './session.ts'

export interface SessionCredentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string
  readonly expiration: Date
}

/** Forty characters of base64, as AWS's secrets have. */
const secretBytes = 30

/** Issues and opens session credentials. */
export interface SessionMint {
  /** @param minimumTokenSize bytes that the session token has at least. */
  issue(session: Session, minimumTokenSize?: number): SessionCredentials
  /** The session and its secret, or `undefined` when we did not make this token for this access key id. */
  open(accessKeyId: string, sessionToken: string): { session: Session; secretAccessKey: string } | undefined
}

/**
 * The secret is random and stands sealed in the token, and the token is bound to the access key id, so that
 * none of the three can be exchanged for another's.
 */
export function sessionMint(keys: MasterKeys, random: Randomness): SessionMint {
  return {
    issue(session, minimumTokenSize = 0) {
      const accessKeyId = newAccessKeyId('temporaryAccessKey', session.account, random)
      const secretAccessKey = Buffer.from(random(secretBytes)).toString('base64')
      const sealed = JSON.stringify({ ...session, secretAccessKey } satisfies SealedSession)
      const token = (text: string) => seal(keys, 'session token', text, accessKeyId).toString('base64')
      const bare = token(sealed)
      // What is sealed is JSON, which blanks may follow; four characters of a token hold three bytes.
      const missing = Math.max(0, Math.ceil(((minimumTokenSize - bare.length) * 3) / 4))
      const sessionToken = missing === 0 ? bare : token(sealed + ' '.repeat(missing))
      return { accessKeyId, secretAccessKey, sessionToken, expiration: new Date(session.expiresAt) }
    },
    open(accessKeyId, sessionToken) {
      if (sessionToken.length > longestSessionToken) return undefined
      const token = Buffer.from(sessionToken, 'base64')
      if (token.toString('base64') !== sessionToken) return undefined
      const text = unseal(keys, 'session token', token, accessKeyId)
      if (!text) return undefined
      const { secretAccessKey, ...session } = JSON.parse(text.toString()) as SealedSession
      return { session, secretAccessKey }
    },
  }
}

interface SealedSession extends Session {
  readonly secretAccessKey: string
}
