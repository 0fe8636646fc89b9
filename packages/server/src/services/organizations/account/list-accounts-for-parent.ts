import {
  ListAccountsForParent$,
  type ListAccountsForParentRequest,
  type ListAccountsForParentResponse,
} from '@aws-sdk/client-organizations'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { organizationsConstraints } from '../constraints.ts'
import { organizationsFaults } from '../faults.ts'
import { managedOrganization } from '../managed-organization.ts'
import { namedTarget } from '../named-target.ts'
import { organizationPermissions } from '../organization-permissions.ts'
import { page } from '../page.ts'
import { targets } from '../targets.ts'
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
    const missing = organizationsFaults.noSuchParent
    const parent = await namedTarget(input.ParentId, ['root', 'unit'], missing, organization, transaction)
    const within = await targets.in(parent.id, organization, transaction)
    const members = within.filter(({ type }) => type === 'ACCOUNT')
    const { items, next } = page(members, input, ({ id }) => id)
    const written = items.map((target) => accountOutput(target, organization, transaction))
    return { Accounts: await Promise.all(written), ...next }
  },
})
