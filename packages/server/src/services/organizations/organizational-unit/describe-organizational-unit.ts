import {
  DescribeOrganizationalUnit$,
  type DescribeOrganizationalUnitRequest,
  type DescribeOrganizationalUnitResponse,
} from '@aws-sdk/client-organizations'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { organizationsConstraints } from '../constraints.ts'
import { managedOrganization } from '../managed-organization.ts'
import { organizationPermissions } from '../organization-permissions.ts'
import { namedUnit } from './named-unit.ts'
import { unitOutput } from './unit-output.ts'

export const describeOrganizationalUnit = operation<
  Given<DescribeOrganizationalUnitRequest>,
  DescribeOrganizationalUnitResponse
>(DescribeOrganizationalUnit$, {
  constraints: { OrganizationalUnitId: organizationsConstraints.id },
  authorize: organizationPermissions('DescribeOrganizationalUnit', ({ OrganizationalUnitId }) => ({
    on: [OrganizationalUnitId],
  })),
  trail: { readOnly: true },
  async handle({ OrganizationalUnitId }, context) {
    const { transaction } = context
    const organization = await managedOrganization(context)
    const unit = await namedUnit(OrganizationalUnitId, organization, transaction)
    return { OrganizationalUnit: await unitOutput(unit, organization, transaction) }
  },
})
