import {
  ListTagsForResource$,
  type ListTagsForResourceRequest,
  type ListTagsForResourceResponse,
} from '@aws-sdk/client-organizations'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { organizationsConstraints } from '../constraints.ts'
import { managedOrganization } from '../managed-organization.ts'
import { organizationPermissions } from '../organization-permissions.ts'
import { page } from '../page.ts'
import { tagged } from './tagged.ts'

export const listTagsForResource = operation<Given<ListTagsForResourceRequest>, ListTagsForResourceResponse>(
  ListTagsForResource$,
  {
    constraints: {
      NextToken: organizationsConstraints.nextToken,
      ResourceId: organizationsConstraints.id,
    },
    authorize: organizationPermissions('ListTagsForResource', ({ ResourceId }) => ({ on: [ResourceId] })),
    trail: { readOnly: true },
    async handle({ ResourceId, NextToken }, context) {
      const organization = await managedOrganization(context)
      const { tags } = await tagged(ResourceId, organization, context.transaction)
      const { items, next } = page(Object.entries(tags), { NextToken }, ([key]) => key)
      return { Tags: items.map(([Key, Value]) => ({ Key, Value })), ...next }
    },
  },
)
