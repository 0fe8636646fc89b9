import type { Root } from '@aws-sdk/client-organizations'
import type { Organization } from '../../../records/organization.ts'
import { organizationArn } from '../organization-arn.ts'

/** The root of an organization as the service writes it. */
export function rootOutput(organization: Organization): Root {
  const { id, rootId, enabledPolicyTypes } = organization
  return {
    Id: rootId,
    Arn: organizationArn(organization, `root/${id}/${rootId}`),
    Name: 'Root',
    PolicyTypes: enabledPolicyTypes.map((Type) => ({ Type, Status: 'ENABLED' })),
  }
}
