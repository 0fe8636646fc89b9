import { UpdateRole$, type UpdateRoleRequest, type UpdateRoleResponse } from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { findRole } from './find-role.ts'
import { findRoleToChange } from './find-role-to-change.ts'
import { roleKind } from './role-kind.ts'
import { rolePermission } from './role-permission.ts'
import { roleResource } from './role-resource.ts'

export const updateRole = operation<Given<UpdateRoleRequest>, UpdateRoleResponse>(UpdateRole$, {
  constraints: {
    Description: iamConstraints.roleDescription,
    MaxSessionDuration: iamConstraints.maxSessionDuration,
    RoleName: iamConstraints.roleName,
  },
  authorize: rolePermission('UpdateRole'),
  trail: { readOnly: false, resources: roleResource },
  async handle(input, context) {
    // The description alone is the account's own also of a service-linked role.
    const find = input.MaxSessionDuration === undefined ? findRole : findRoleToChange
    const role = await find(input.RoleName, context)
    const { Description: description = role.description } = input
    const { MaxSessionDuration: maxSessionDuration = role.maxSessionDuration } = input
    await roleKind.keep({ ...role, description, maxSessionDuration }, context)
    return {}
  },
})
