import {
  CreateAccountState,
  ListCreateAccountStatus$,
  type ListCreateAccountStatusRequest,
  type ListCreateAccountStatusResponse,
} from '@aws-sdk/client-organizations'
import { list, oneOf } from '@rolecall/aws-protocol'
import { accountCreations } from '../../../records/account-creation.ts'
import { operation } from '../../operation.ts'
import { organizationsConstraints } from '../constraints.ts'
import { managedOrganization } from '../managed-organization.ts'
import { organizationPermissions } from '../organization-permissions.ts'
import { page } from '../page.ts'
import { creationOutput } from './creation-output.ts'

export const listCreateAccountStatus = operation<
  ListCreateAccountStatusRequest,
  ListCreateAccountStatusResponse
>(ListCreateAccountStatus$, {
  constraints: {
    MaxResults: organizationsConstraints.maxResults,
    NextToken: organizationsConstraints.nextToken,
    States: list({ max: 3, of: oneOf(Object.values(CreateAccountState)) }),
  },
  authorize: organizationPermissions('ListCreateAccountStatus'),
  trail: { readOnly: true },
  async handle(input, context) {
    const organization = await managedOrganization(context)
    const all = await context.transaction.list(accountCreations, [organization.id])
    const { States: states = [] } = input
    const asked = all.filter(({ state }) => states.length === 0 || states.includes(state))
    const { items, next } = page(asked, input, ({ id }) => id)
    return { CreateAccountStatuses: items.map(creationOutput), ...next }
  },
})
