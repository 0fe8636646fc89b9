import type { Clock } from '@rolecall/core'
import { type AccessKey, accessKeys } from '../records/access-key.ts'
import type { Vault } from '../secrets/vault.ts'
import type { SessionMint } from '../sessions/session-mint.ts'
import type { Reader } from '../store/store.ts'
import type { Caller } from './caller.ts'
import { placedCaller } from './placed-caller.ts'
import { sessionCaller } from './session-caller.ts'
import { userCaller } from './user-caller.ts'

/** What a request claims: nothing of it is believed before its signature fits the secret. */
export interface Claim {
  readonly accessKeyId: string
  readonly sessionToken?: string | undefined
}

export type Identified =
  | { readonly ok: true; readonly secretAccessKey: string; readonly caller: Caller }
  | { readonly ok: false; readonly because: 'unknown' | 'expired' }

/** Turns an access key id and a session token into the secret they sign with and the caller they stand for. */
export type Identify = (claim: Claim, reader: Reader) => Promise<Identified>

const unknown: Identified = { ok: false, because: 'unknown' }

/**
 * One way for every door. An access key that is inactive or gone, a token that is not ours, a role or user
 * that was deleted or made anew, an account that was closed: all are unknown, as in AWS, and nothing says which.
 */
export function identifier(tools: { vault: Vault; mint: SessionMint; clock: Clock }): Identify {
  /** Opened once a record: the store hands out the same object until it changes. */
  const secrets = new WeakMap<AccessKey, string>()
  return async ({ accessKeyId, sessionToken }, reader) => {
    if (sessionToken !== undefined) {
      const opened = tools.mint.open(accessKeyId, sessionToken)
      if (!opened) return unknown
      if (opened.session.expiresAt <= tools.clock()) return { ok: false, because: 'expired' }
      const of = await sessionCaller(opened.session, accessKeyId, reader, tools.clock())
      const caller = of && (await placedCaller(of, reader))
      return caller ? { ok: true, secretAccessKey: opened.secretAccessKey, caller } : unknown
    }
    const key = await reader.get(accessKeys, [accessKeyId])
    if (key?.status !== 'Active') return unknown
    const of = await userCaller({ account: key.account, name: key.userName }, accessKeyId, reader)
    const caller = of && (await placedCaller(of, reader))
    if (!caller) return unknown
    const secretAccessKey =
      secrets.get(key) ?? tools.vault.open(`access key ${accessKeyId}`, key.sealedSecret)
    secrets.set(key, secretAccessKey)
    return { ok: true, secretAccessKey, caller }
  }
}
