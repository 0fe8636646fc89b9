import type { KeyRing, RingKey } from './key-ring.ts'

/** Kubernetes lets its key set be cached for an hour (`max-age=3600`). */
const defaultPublishAheadSeconds = 3600

/**
 * Puts a new key into a ring and takes out those nobody needs any more. The first key signs at once, each
 * other one after it has been published for a while; in an emergency that while is 0, and the new key
 * overtakes one that still waits. `maxTokenLifetimeSeconds` is the longest lifetime of any
 * token the ring's keys sign; raise it here before tokens live longer.
 */
export function rotate<Key extends { readonly kid: string }>(
  ring: KeyRing<Key>,
  now: number,
  newKey: Key,
  maxTokenLifetimeSeconds: number,
  publishAheadSeconds: number = defaultPublishAheadSeconds,
): KeyRing<Key> {
  if (ring.keys.some(({ key }) => key.kid === newKey.kid))
    throw new TypeError('the key is in the ring already')
  const signsFrom = ring.keys.length === 0 ? now : now + publishAheadSeconds * 1000
  const starts = [...ring.keys.slice(1).map((one) => one.signsFrom), signsFrom]
  const kept = ring.keys.map((one, at): RingKey<Key> => {
    const lastExpiry = (starts[at] ?? signsFrom) + maxTokenLifetimeSeconds * 1000
    return { ...one, publishedUntil: Math.max(one.publishedUntil ?? 0, lastExpiry) }
  })
  return { keys: [...kept.filter((one) => now < (one.publishedUntil ?? 0)), { key: newKey, signsFrom }] }
}
