import type { OrganizationalUnit } from '@aws-sdk/client-organizations'
import type { Organization } from '../../../records/organization.ts'
import type { Reader } from '../../../store/store.ts'
import { targetPath } from '../target-path.ts'
import type { Target } from '../targets.ts'

/** An organizational unit as the service writes it. */
export async function unitOutput(
  target: Target,
  organization: Organization,
  reader: Reader,
): Promise<OrganizationalUnit> {
  const { id, arn, name } = target
  return { Id: id, Arn: arn, Name: name, Path: await targetPath(target, organization, reader) }
}
