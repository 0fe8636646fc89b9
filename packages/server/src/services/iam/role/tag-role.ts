import { TagRole$, type TagRoleRequest } from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { mergeTags } from '../tag/merge-tags.ts'
import { requestTagKeys } from '../tag/request-tag-keys.ts'
import { findRole } from './find-role.ts'
import { keepRole } from './keep-role.ts'
import { rolePermission } from './role-permission.ts'
import { roleResource } from './role-resource.ts'

export const tagRole = operation<Given<TagRoleRequest>, void>(TagRole$, {
  constraints: { RoleName: iamConstraints.roleName, Tags: iamConstraints.tags },
  authorize: rolePermission('TagRole', ({ Tags }) => requestTagKeys(Tags)),
  trail: { readOnly: false, resources: roleResource },
  async handle(input, context) {
    const role = await findRole(input.RoleName, context)
    await keepRole({ ...role, tags: mergeTags(role.tags, input.Tags, 'caseless') }, context)
  },
})
