import { UntagResource$, type UntagResourceRequest } from '@aws-sdk/client-organizations'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { organizationsConstraints } from '../constraints.ts'
import { managedOrganization } from '../managed-organization.ts'
import { organizationPermissions } from '../organization-permissions.ts'
import { tagged } from './tagged.ts'

/** A key that is not there is no fault. */
export const untagResource = operation<Given<UntagResourceRequest>, void>(UntagResource$, {
  constraints: { ResourceId: organizationsConstraints.id, TagKeys: organizationsConstraints.tagKeys },
  authorize: organizationPermissions('UntagResource', ({ ResourceId, TagKeys }) => ({
    on: [ResourceId],
    tagKeys: TagKeys,
  })),
  trail: { readOnly: false },
  async handle({ ResourceId, TagKeys }, context) {
    const organization = await managedOrganization(context)
    const resource = await tagged(ResourceId, organization, context.transaction)
    const tags = Object.fromEntries(Object.entries(resource.tags).filter(([key]) => !TagKeys.includes(key)))
    await resource.change({ tags }, context.transaction)
  },
})
