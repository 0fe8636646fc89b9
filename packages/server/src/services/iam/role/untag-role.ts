import { UntagRole$, type UntagRoleRequest } from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { dropTags } from '../tag/drop-tags.ts'
import { findRole } from './find-role.ts'
import { keepRole } from './keep-role.ts'
import { rolePermission } from './role-permission.ts'
import { roleResource } from './role-resource.ts'

export const untagRole = operation<Given<UntagRoleRequest>, void>(UntagRole$, {
  constraints: { RoleName: iamConstraints.roleName, TagKeys: iamConstraints.tagKeys },
  authorize: rolePermission('UntagRole', ({ TagKeys }) => [['aws:TagKeys', TagKeys]]),
  trail: { readOnly: false, resources: roleResource },
  async handle(input, context) {
    const role = await findRole(input.RoleName, context)
    await keepRole({ ...role, tags: dropTags(role.tags, input.TagKeys, 'caseless') }, context)
  },
})
