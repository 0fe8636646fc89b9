import {
  DescribeCreateAccountStatus$,
  type DescribeCreateAccountStatusRequest,
  type DescribeCreateAccountStatusResponse,
} from '@aws-sdk/client-organizations'
import { accountCreations } from '../../../records/account-creation.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { organizationsConstraints } from '../constraints.ts'
import { organizationsFaults } from '../faults.ts'
import { managedOrganization } from '../managed-organization.ts'
import { organizationIds } from '../organization-ids.ts'
import { organizationPermissions } from '../organization-permissions.ts'
import { creationOutput } from './creation-output.ts'

export const describeCreateAccountStatus = operation<
  Given<DescribeCreateAccountStatusRequest>,
  DescribeCreateAccountStatusResponse
>(DescribeCreateAccountStatus$, {
  constraints: { CreateAccountRequestId: organizationsConstraints.id },
  authorize: organizationPermissions('DescribeCreateAccountStatus'),
  trail: { readOnly: true },
  async handle({ CreateAccountRequestId: id }, context) {
    const organization = await managedOrganization(context)
    if (!organizationIds.creation.test(id)) throw organizationsFaults.invalidPattern()
    const creation = await context.transaction.get(accountCreations, [organization.id, id])
    if (!creation) throw organizationsFaults.noSuchCreation()
    return { CreateAccountStatus: creationOutput(creation) }
  },
})
