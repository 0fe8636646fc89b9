import type { Organization as OrganizationOutput } from '@aws-sdk/client-organizations'
import { accounts } from '../../../records/account.ts'
import type { Organization } from '../../../records/organization.ts'
import type { Reader } from '../../../store/store.ts'
import { organizationArn } from '../organization-arn.ts'

/** An organization as the service writes it. Its list of policy types is out of use, and tells SCPs alone. */
export async function organizationOutput(
  organization: Organization,
  reader: Reader,
): Promise<OrganizationOutput> {
  const { id, managementAccountId, featureSet } = organization
  const email = (await reader.get(accounts, [managementAccountId]))?.email
  return {
    Id: id,
    Arn: organizationArn(organization, `organization/${id}`),
    FeatureSet: featureSet,
    MasterAccountArn: organizationArn(organization, `account/${id}/${managementAccountId}`),
    MasterAccountId: managementAccountId,
    ...(email === undefined ? {} : { MasterAccountEmail: email }),
    AvailablePolicyTypes: featureSet === 'ALL' ? [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }] : [],
  }
}
