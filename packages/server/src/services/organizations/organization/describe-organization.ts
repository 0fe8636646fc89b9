import { DescribeOrganization$, type DescribeOrganizationResponse } from '@aws-sdk/client-organizations'
import { operation } from '../../operation.ts'
import { organizationsFaults } from '../faults.ts'
import { organizationPermissions } from '../organization-permissions.ts'
import { ownOrganization } from '../own-organization.ts'
import { organizationOutput } from './organization-output.ts'

/** Members may ask it too. */
export const describeOrganization = operation<object, DescribeOrganizationResponse>(DescribeOrganization$, {
  authorize: organizationPermissions('DescribeOrganization'),
  trail: { readOnly: true },
  async handle(_input, { account, transaction }) {
    const organization = await ownOrganization(account, transaction)
    if (!organization) throw organizationsFaults.notInUse()
    return { Organization: await organizationOutput(organization, transaction) }
  },
})
