import type { Situation } from './situation.ts'

const plain = {
  needsNoPermission: false,
  rootAssumesRole: false,
  serviceLinked: false,
  crossAccount: false,
  needsResourceAllow: false,
}
const withoutAccount: ReadonlySet<string> = new Set(['web-identity', 'saml', 'service', 'anonymous'])

/** Leaves out of a situation what cannot matter, so that two which are decided alike are the same. */
export function situationOf(facts: Situation): Situation {
  const { principalType, needsNoPermission } = facts
  if (needsNoPermission) return { ...plain, principalType, needsNoPermission }
  if (withoutAccount.has(principalType)) return { ...plain, principalType }
  if (principalType !== 'root') return { ...facts, rootAssumesRole: false }
  return facts.rootAssumesRole ? { ...plain, principalType, rootAssumesRole: true } : facts
}
