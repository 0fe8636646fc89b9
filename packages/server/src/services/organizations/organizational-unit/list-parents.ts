import {
  ListParents$,
  type ListParentsRequest,
  type ListParentsResponse,
} from '@aws-sdk/client-organizations'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { organizationsConstraints } from '../constraints.ts'
import { organizationsFaults } from '../faults.ts'
import { managedOrganization } from '../managed-organization.ts'
import { namedTarget } from '../named-target.ts'
import { organizationPermissions } from '../organization-permissions.ts'
import { page } from '../page.ts'

/** There is one. */
export const listParents = operation<Given<ListParentsRequest>, ListParentsResponse>(ListParents$, {
  constraints: {
    ChildId: organizationsConstraints.id,
    MaxResults: organizationsConstraints.maxResults,
    NextToken: organizationsConstraints.nextToken,
  },
  authorize: organizationPermissions('ListParents', ({ ChildId }) => ({ on: [ChildId] })),
  trail: { readOnly: true },
  async handle(input, context) {
    const organization = await managedOrganization(context)
    const missing = organizationsFaults.noSuchChild
    const child = await namedTarget(
      input.ChildId,
      ['account', 'unit'],
      missing,
      organization,
      context.transaction,
    )
    const { items, next } = page([child.parentId ?? ''], input, (id) => id)
    const type = (id: string) => (id === organization.rootId ? 'ROOT' : 'ORGANIZATIONAL_UNIT')
    return { Parents: items.map((id) => ({ Id: id, Type: type(id) })), ...next }
  },
})
