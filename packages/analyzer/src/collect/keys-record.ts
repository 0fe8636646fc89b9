import { type KeySet, type UnverifiedToken, verifyToken } from '@rolecall/tokens'
import type { KeysRecord } from '../verify/setup.ts'

/** What an issuer publishes, and whether the token verifies with it. That it has expired is another matter. */
export async function keysRecord(
  keySet: KeySet,
  token: UnverifiedToken | undefined,
  issuer: string,
  now: number,
): Promise<KeysRecord> {
  const keyIds = keySet.keys.flatMap(({ kid }) => kid ?? [])
  const verdict = token && (await verifyToken(token, keySet, { issuer, now }))
  const matters =
    verdict && !verdict.ok && !/^(expired|wrong-issuer|not-yet-valid)$/.test(verdict.refusal.code)
  return matters ? { keyIds, refusal: verdict.refusal.message } : { keyIds }
}
