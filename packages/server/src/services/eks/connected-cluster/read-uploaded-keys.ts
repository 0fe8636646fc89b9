import { type JwksDocument, readKeySet } from '@rolecall/tokens'
import { eksFaults } from '../faults.ts'

/** Members that only a secret has. Sources: RFC 7518 §6.2.2, §6.3.2, §6.4.1; RFC 8037 §2. */
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']

/**
 * Reads a key set that somebody uploads. What is kept of it is the public numbers of the keys that can be used.
 *
 * @throws Fault InvalidParameterException with the reason; never with what stands in a key.
 */
export async function readUploadedKeys(text: string): Promise<JwksDocument> {
  const refused = (why: string) => eksFaults.invalidParameter(`The keys cannot be used: ${why}.`)
  const reading = await readKeySet(text)
  if (!reading.ok) throw refused(reading.refusal.message)
  const { keys: listed } = JSON.parse(text) as { keys: unknown[] }
  if (listed.some(isPrivate)) {
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

function isPrivate(key: unknown): boolean {
  return (
    typeof key === 'object' && key !== null && privateMembers.some((member) => Object.hasOwn(key, member))
  )
}
