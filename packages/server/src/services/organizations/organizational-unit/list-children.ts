import {
  ListChildren$,
  type ListChildrenRequest,
  type ListChildrenResponse,
} from '@aws-sdk/client-organizations'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { childrenOf } from '../children-of.ts'
import { organizationsConstraints } from '../constraints.ts'
import { managedOrganization } from '../managed-organization.ts'
import { organizationPermissions } from '../organization-permissions.ts'
import { page } from '../page.ts'

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
    const organization = await managedOrganization(context)
    const asked = await childrenOf(input.ParentId, input.ChildType, organization, context.transaction)
    const { items, next } = page(asked, input, ({ id }) => id)
    return { Children: items.map(({ id }) => ({ Id: id, Type: input.ChildType })), ...next }
  },
})
