import type { Organization } from '../../../records/organization.ts'
import type { Reader } from '../../../store/store.ts'
import { organizationsFaults } from '../faults.ts'
import { namedTarget } from '../named-target.ts'
import type { Target } from '../targets.ts'

/** The account that a call names. @throws Fault AccountNotFoundException, also for one of another organization */
export function namedAccount(id: string, organization: Organization, reader: Reader): Promise<Target> {
  return namedTarget(id, ['account'], organizationsFaults.noSuchAccount, organization, reader)
}
