import {
  ListChildren$,
  type ListChildrenRequest,
  type ListChildrenResponse,
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

export const listChildren = operation<Given<ListChildrenRequest>, ListChildrenResponse>(ListChildren$, {
  constraints: {
    ChildType: organizationsConstraints.childType,
    MaxResults: organizationsConstraints.maxResults,
    NextToken: organizationsConstraints.nextToken,
    ParentId: organizationsConstraints.id,
  },
  authorize: organizationPermissions('ListChildren', ({ ParentId }) => ({ on: [ParentId] })),
  trail: { readOnly: true },
  async handle(input, context) {
    const { transaction } = context
    const organization = await managedOrganization(context)
    const missing = organizationsFaults.noSuchParent
    const parent = await namedTarget(input.ParentId, ['root', 'unit'], missing, organization, transaction)
    const within = await targets.in(parent.id, organization, transaction)
    const asked = within.filter(({ type }) => type === input.ChildType)
    const { items, next } = page(asked, input, ({ id }) => id)
    return { Children: items.map(({ id }) => ({ Id: id, Type: input.ChildType })), ...next }
  },
})
