import { ListRoots$, type ListRootsRequest, type ListRootsResponse } from '@aws-sdk/client-organizations'
import { operation } from '../../operation.ts'
import { organizationsConstraints } from '../constraints.ts'
import { managedOrganization } from '../managed-organization.ts'
import { organizationPermissions } from '../organization-permissions.ts'
import { page } from '../page.ts'
import { rootOutput } from './root-output.ts'

/** There is one. */
export const listRoots = operation<ListRootsRequest, ListRootsResponse>(ListRoots$, {
  constraints: {
    MaxResults: organizationsConstraints.maxResults,
    NextToken: organizationsConstraints.nextToken,
  },
  authorize: organizationPermissions('ListRoots'),
  trail: { readOnly: true },
  async handle(input, context) {
    const root = rootOutput(await managedOrganization(context))
    const { items, next } = page([root], input, ({ Id = '' }) => Id)
    return { Roots: items, ...next }
  },
})
