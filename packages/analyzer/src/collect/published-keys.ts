import { remoteKeySets, type UnverifiedToken } from '@rolecall/tokens'
import type { Lookup } from '../snapshot/lookup.ts'
import type { KeysRecord } from '../verify/setup.ts'
import { keysRecord } from './keys-record.ts'
import type { SetupDoors } from './setup-doors.ts'

/** Reads what the issuer of a token publishes, from this machine. */
export async function publishedKeys(
  token: UnverifiedToken,
  issuer: string,
  { fetch, now }: SetupDoors,
): Promise<Lookup<KeysRecord>> {
  const keys = remoteKeySets({ fetch, clock: () => now, allowLoopbackHttp: true })
  const got = await keys.get(issuer, token.header.kid)
  if (got.ok) return { state: 'found', item: await keysRecord(got.keySet, token, issuer, now) }
  const { code, message } = got.refusal
  // What this machine cannot reach, AWS may.
  return code === 'unreachable' || code === 'bad-issuer'
    ? { state: 'unread', because: `${issuer} from this machine: ${message}` }
    : { state: 'found', item: { keyIds: [], refusal: message } }
}
