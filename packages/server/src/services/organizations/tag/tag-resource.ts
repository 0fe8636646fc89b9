import { TagResource$, type TagResourceRequest } from '@aws-sdk/client-organizations'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { organizationsConstraints } from '../constraints.ts'
import { managedOrganization } from '../managed-organization.ts'
import { organizationPermissions } from '../organization-permissions.ts'
import { mergeTags } from './merge-tags.ts'
import { tagged } from './tagged.ts'

export const tagResource = operation<Given<TagResourceRequest>, void>(TagResource$, {
  constraints: { ResourceId: organizationsConstraints.id, Tags: organizationsConstraints.tags },
  authorize: organizationPermissions('TagResource', ({ ResourceId, Tags }) => ({
    on: [ResourceId],
    tags: Tags,
  })),
  trail: { readOnly: false },
  async handle({ ResourceId, Tags }, context) {
    const organization = await managedOrganization(context)
    const resource = await tagged(ResourceId, organization, context.transaction)
    await resource.change({ tags: mergeTags(resource.tags, Tags) }, context.transaction)
  },
})
