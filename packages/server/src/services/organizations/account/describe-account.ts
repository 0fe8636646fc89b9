import {
  DescribeAccount$,
  type DescribeAccountRequest,
  type DescribeAccountResponse,
} from '@aws-sdk/client-organizations'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { organizationsConstraints } from '../constraints.ts'
import { managedOrganization } from '../managed-organization.ts'
import { organizationPermissions } from '../organization-permissions.ts'
import { accountOutput } from './account-output.ts'
import { namedAccount } from './named-account.ts'

export const describeAccount = operation<Given<DescribeAccountRequest>, DescribeAccountResponse>(
  DescribeAccount$,
  {
    constraints: { AccountId: organizationsConstraints.id },
    authorize: organizationPermissions('DescribeAccount', ({ AccountId }) => ({ on: [AccountId] })),
    trail: { readOnly: true },
    async handle({ AccountId }, context) {
      const { transaction } = context
      const organization = await managedOrganization(context)
      const target = await namedAccount(AccountId, organization, transaction)
      return { Account: await accountOutput(target, organization, transaction) }
    },
  },
)
