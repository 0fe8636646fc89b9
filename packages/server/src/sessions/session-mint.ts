import { createHmac } from 'node:crypto'
import { newAccessKeyId, type Randomness } from '@rolecall/core'
import type { MasterKeys } from '../secrets/master-key.ts'
import { seal, unseal } from '../secrets/seal.ts'
import type { Session } from './session.ts'

export interface SessionCredentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string
  readonly expiration: Date
}

/** Longer than any token we make; what is longer is not even tried. */
const longestToken = 8192

/** Issues and opens session credentials. */
export interface SessionMint {
  issue(session: Session): SessionCredentials
  /** The session and its secret, or `undefined` when we did not make this token for this access key id. */
  open(accessKeyId: string, sessionToken: string): { session: Session; secretAccessKey: string } | undefined
}

/**
 * The secret follows from the master key and the token, and the token is bound to the access key id, so that
 * none of the three can be exchanged for another's.
 */
export function sessionMint(keys: MasterKeys, random: Randomness): SessionMint {
  const secretOf = (accessKeyId: string, token: Buffer) => {
    const sealedBy = keys.find((key) => key.id.equals(token.subarray(1, 5)))
    return createHmac('sha256', (sealedBy ?? keys[0]).derive('session secret'))
      .update(accessKeyId)
      .update(token)
      .digest('base64')
      .slice(0, 40)
  }
  return {
    issue(session) {
      const accessKeyId = newAccessKeyId('temporaryAccessKey', session.account, random)
      const token = seal(keys, 'session token', JSON.stringify(session), accessKeyId)
      return {
        accessKeyId,
        secretAccessKey: secretOf(accessKeyId, token),
        sessionToken: token.toString('base64'),
        expiration: new Date(session.expiresAt),
      }
    },
    open(accessKeyId, sessionToken) {
      if (sessionToken.length > longestToken) return undefined
      const token = Buffer.from(sessionToken, 'base64')
      if (token.toString('base64') !== sessionToken) return undefined
      const text = unseal(keys, 'session token', token, accessKeyId)
      if (text === undefined) return undefined
      return { session: JSON.parse(text) as Session, secretAccessKey: secretOf(accessKeyId, token) }
    },
  }
}
