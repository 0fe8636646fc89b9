import type { Randomness } from '@rolecall/core'

/** The letters of Kubernetes' own generated names: no vowels, so no words, and nothing that looks alike. */
const letters = 'bcdfghjklmnpqrstvwxz2456789'
/** With the tail no longer than the name of a host. */
const longestBase = 57

/** A name for a pod of a ServiceAccount, such as `reports-x7k2p`. */
export function podName(serviceAccount: string, random: Randomness): string {
  const tail = Array.from(random(5), (byte) => letters[byte % letters.length]).join('')
  return `${serviceAccount.slice(0, longestBase).replace(/[.-]+$/, '')}-${tail}`
}
