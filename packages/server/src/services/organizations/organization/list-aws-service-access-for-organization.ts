import {
  ListAWSServiceAccessForOrganization$,
  type ListAWSServiceAccessForOrganizationRequest,
  type ListAWSServiceAccessForOrganizationResponse,
} from '@aws-sdk/client-organizations'
import { operation } from '../../operation.ts'
import { organizationsConstraints } from '../constraints.ts'
import { managedOrganization } from '../managed-organization.ts'
import { organizationPermissions } from '../organization-permissions.ts'

/** None can be enabled here, so there is none. Terraform asks before it shows an organization. */
export const listAwsServiceAccessForOrganization = operation<
  ListAWSServiceAccessForOrganizationRequest,
  ListAWSServiceAccessForOrganizationResponse
>(ListAWSServiceAccessForOrganization$, {
  constraints: {
    MaxResults: organizationsConstraints.maxResults,
    NextToken: organizationsConstraints.nextToken,
  },
  authorize: organizationPermissions('ListAWSServiceAccessForOrganization'),
  trail: { readOnly: true },
  async handle(_input, context) {
    await managedOrganization(context)
    return { EnabledServicePrincipals: [] }
  },
})
