import {
  ListAccounts$,
  type ListAccountsRequest,
  type ListAccountsResponse,
} from '@aws-sdk/client-organizations'
import { operation } from '../../operation.ts'
import { organizationsConstraints } from '../constraints.ts'
import { managedOrganization } from '../managed-organization.ts'
import { organizationPermissions } from '../organization-permissions.ts'
import { page } from '../page.ts'
import { targets } from '../targets.ts'
import { accountOutput } from './account-output.ts'

export const listAccounts = operation<ListAccountsRequest, ListAccountsResponse>(ListAccounts$, {
  constraints: {
    MaxResults: organizationsConstraints.maxResults,
    NextToken: organizationsConstraints.nextToken,
  },
  authorize: organizationPermissions('ListAccounts'),
  trail: { readOnly: true },
  async handle(input, context) {
    const { transaction } = context
    const organization = await managedOrganization(context)
    const all = await targets.all(organization, transaction)
    const members = all.filter(({ type }) => type === 'ACCOUNT')
    const { items, next } = page(members, input, ({ id }) => id)
    const written = items.map((target) => accountOutput(target, organization, transaction))
    return { Accounts: await Promise.all(written), ...next }
  },
})
