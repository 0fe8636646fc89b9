import { hasPrivateKeys, type JwksDocument, readKeySet } from '@rolecall/tokens'
import { eksFaults } from '../faults.ts'

/**
 * Reads a key set that somebody uploads. What is kept of it is the public numbers of the keys that can be used.
 *
 * @throws Fault InvalidParameterException with the reason; never with what stands in a key.
 */
export async function readUploadedKeys(text: string): Promise<JwksDocument> {
  const refused = (why: string) => eksFaults.invalidParameter(`The keys cannot be used: ${why}.`)
  const reading = await readKeySet(text)
  if (!reading.ok) throw refused(reading.refusal.message)
  if (hasPrivateKeys(text)) {
    throw refused('private key material is among them; upload public keys only, and replace that key')
  }
  const { keys, unusable } = reading.keySet
  const twin = unusable.find(({ why }) => why === 'another key bears its id')
  if (twin) throw refused(`two keys have the id ${JSON.stringify(twin.kid?.slice(0, 64))}`)
  if (keys.length === 0) {
    const [first] = unusable
    throw refused(first ? `none of them can verify a token (of the first, ${first.why})` : 'there are none')
  }
  return {
    keys: keys.map(({ kid, algorithm, numbers }) => ({
      use: 'sig',
      ...(kid === undefined ? {} : { kid }),
      alg: algorithm,
      ...(JSON.parse(numbers) as Record<string, string>),
    })),
  }
}
