import type { PublicKey } from './keys.ts'

/**
 * The keys of one issuer in the order in which they sign, as plain data to be stored. A ring without keys is
 * `{ keys: [] }`. What a key is good for follows from the times (milliseconds since the epoch):
 *
 *     added ──── signsFrom ──── signsFrom of the next ──── publishedUntil
 *       published      published, signing        published, retired        gone
 *
 * A verifier must have seen a key before a token bears it, and keep it until the last such token has expired.
 */
export interface KeyRing<Key extends { readonly kid: string } = PublicKey> {
  readonly keys: readonly RingKey<Key>[]
}

export interface RingKey<Key> {
  readonly key: Key
  readonly signsFrom: number
  /** Known once another key is to follow. */
  readonly publishedUntil?: number
}
