import type { Organization } from '../../records/organization.ts'
import type { Reader } from '../../store/store.ts'
import { organizationsFaults } from './faults.ts'
import { namedTarget } from './named-target.ts'
import { type Target, targets } from './targets.ts'

/**
 * What lies directly in the root or unit that a call names, of one type.
 *
 * @throws Fault ParentNotFoundException, InvalidInputException for text that is no id of a parent
 */
export async function childrenOf(
  parentId: string,
  type: Target['type'],
  organization: Organization,
  reader: Reader,
): Promise<Target[]> {
  const missing = organizationsFaults.noSuchParent
  const parent = await namedTarget(parentId, ['root', 'unit'], missing, organization, reader)
  const within = await targets.in(parent.id, organization, reader)
  return within.filter((one) => one.type === type)
}
