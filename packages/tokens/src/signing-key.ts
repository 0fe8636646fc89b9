import type { KeyRing } from './key-ring.ts'

/**
 * The key to sign with now, or `undefined` for a ring without keys. A clock that was set back to before the
 * first key's time gets the first key, which outlives whatever it signs then.
 */
export function signingKey<Key extends { readonly kid: string }>(
  ring: KeyRing<Key>,
  now: number,
): Key | undefined {
  return (ring.keys.findLast((one) => one.signsFrom <= now) ?? ring.keys[0])?.key
}
