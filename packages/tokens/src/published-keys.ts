import type { KeyRing } from './key-ring.ts'

/** The keys a verifier has to know now: those that wait, the one that signs, those whose tokens still live. */
export function publishedKeys<Key extends { readonly kid: string }>(
  ring: KeyRing<Key>,
  now: number,
): readonly Key[] {
  return ring.keys.filter((one) => now < (one.publishedUntil ?? Infinity)).map((one) => one.key)
}
