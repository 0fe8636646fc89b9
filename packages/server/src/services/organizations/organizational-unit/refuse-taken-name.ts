import { organizationsFaults } from '../faults.ts'
import type { Target } from '../targets.ts'

/** @throws Fault DuplicateOrganizationalUnitException when a unit beside it has the name */
export function refuseTakenName(name: string, besides: readonly Target[]): void {
  if (besides.some((target) => target.type === 'ORGANIZATIONAL_UNIT' && target.name === name)) {
    throw organizationsFaults.duplicateUnit()
  }
}
