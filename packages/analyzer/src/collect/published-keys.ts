import { remoteKeySets, type UnverifiedToken } from '@rolecall/tokens'
import type { KeysLookup } from '../verify/setup.ts'
import { keysRecord } from './keys-record.ts'
import type { SetupDoors } from './setup-doors.ts'

/** Reads what the issuer of a token publishes, from this machine. */
export async function publishedKeys(
  token: UnverifiedToken,
  issuer: string,
  { fetch, now }: SetupDoors,
): Promise<KeysLookup> {
  const keys = remoteKeySets({ fetch, clock: () => now, allowLoopbackHttp: true })
  const got = await keys.get(issuer, token.header.kid)
  if (got.ok) return { state: 'found', item: await keysRecord(got.keySet, token, issuer, now) }
  const { code, message } = got.refusal
  const because = `${issuer} from this machine: ${message}`
  if (code === 'untrusted') return { state: 'unread', because, untrusted: true }
  // What this machine cannot reach, AWS may.
  return code === 'unreachable' || code === 'bad-issuer'
    ? { state: 'unread', because }
    : { state: 'found', item: { keyIds: [], refusal: message } }
}
