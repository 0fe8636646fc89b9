import { ListRoleTags$, type ListRoleTagsRequest, type ListRoleTagsResponse } from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { tagPage } from '../tag/tag-page.ts'
import { findRole } from './find-role.ts'
import { rolePermission } from './role-permission.ts'
import { roleResource } from './role-resource.ts'

export const listRoleTags = operation<Given<ListRoleTagsRequest>, ListRoleTagsResponse>(ListRoleTags$, {
  constraints: {
    Marker: iamConstraints.marker,
    MaxItems: iamConstraints.maxItems,
    RoleName: iamConstraints.roleName,
  },
  authorize: rolePermission('ListRoleTags'),
  trail: { readOnly: true, resources: roleResource },
  async handle(input, context) {
    const role = await findRole(input.RoleName, context)
    return tagPage(role.tags, input)
  },
})
