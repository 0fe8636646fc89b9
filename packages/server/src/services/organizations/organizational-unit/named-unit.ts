import type { Organization } from '../../../records/organization.ts'
import type { Reader } from '../../../store/store.ts'
import { organizationsFaults } from '../faults.ts'
import { namedTarget } from '../named-target.ts'
import type { Target } from '../targets.ts'

/** The organizational unit that a call names. @throws Fault OrganizationalUnitNotFoundException */
export function namedUnit(id: string, organization: Organization, reader: Reader): Promise<Target> {
  return namedTarget(id, ['unit'], organizationsFaults.noSuchUnit, organization, reader)
}
