import type { Organization } from '../../records/organization.ts'
import { organizationNodes } from '../../records/organization-node.ts'
import type { Reader } from '../../store/store.ts'
import type { Target } from './targets.ts'

/** Where something stands: `o-…/r-…/ou-…/`, itself last. */
export async function targetPath(
  target: Pick<Target, 'id' | 'parentId'>,
  organization: Organization,
  reader: Reader,
): Promise<string> {
  let path = `${target.id}/`
  let at = target.parentId
  while (at !== undefined) {
    path = `${at}/${path}`
    at = (await reader.get(organizationNodes, [organization.id, at]))?.parentId
  }
  return `${organization.id}/${path}`
}
