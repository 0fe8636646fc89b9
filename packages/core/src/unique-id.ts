import { encodeBase32 } from './base32.ts'
import type { Randomness } from './randomness.ts'

/** Prefixes of unique ids. Source: "Unique identifiers", IAM User Guide. */
export const uniqueIdPrefixes = {
  accessKey: 'AKIA',
  group: 'AGPA',
  instanceProfile: 'AIPA',
  managedPolicy: 'ANPA',
  policyVersion: 'ANVA',
  role: 'AROA',
  temporaryAccessKey: 'ASIA',
  user: 'AIDA',
} as const

export type UniqueIdKind = keyof typeof uniqueIdPrefixes

/**
 * A new unique id, such as `AROAJQABLZS4A3QDU576Q`: four letters and seventeen of base32, 85 random bits.
 * Never given twice, also after what it named is deleted, because saved principals are bound to it.
 */
export function newUniqueId(
  kind: Exclude<UniqueIdKind, 'accessKey' | 'temporaryAccessKey'>,
  random: Randomness,
) {
  return uniqueIdPrefixes[kind] + encodeBase32(random(11)).slice(0, 17)
}
