import {
  ListAccountsForParent$,
  type ListAccountsForParentRequest,
  type ListAccountsForParentResponse,
} from '@aws-sdk/client-organizations'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { childrenOf } from '../children-of.ts'
import { organizationsConstraints } from '../constraints.ts'
import { managedOrganization } from '../managed-organization.ts'
import { organizationPermissions } from '../organization-permissions.ts'
import { page } from '../page.ts'
import { accountOutput } from './account-output.ts'

export const listAccountsForParent = operation<
  Given<ListAccountsForParentRequest>,
  ListAccountsForParentResponse
>(ListAccountsForParent$, {
  constraints: {
    MaxResults: organizationsConstraints.maxResults,
    NextToken: organizationsConstraints.nextToken,
    ParentId: organizationsConstraints.id,
  },
  authorize: organizationPermissions('ListAccountsForParent', ({ ParentId }) => ({ on: [ParentId] })),
  trail: { readOnly: true },
  async handle(input, context) {
    const { transaction } = context
    const organization = await managedOrganization(context)
    const members = await childrenOf(input.ParentId, 'ACCOUNT', organization, transaction)
    const { items, next } = page(members, input, ({ id }) => id)
    const written = items.map((target) => accountOutput(target, organization, transaction))
    return { Accounts: await Promise.all(written), ...next }
  },
})
