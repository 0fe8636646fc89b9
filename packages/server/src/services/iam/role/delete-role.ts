import { DeleteRole$, type DeleteRoleRequest } from '@aws-sdk/client-iam'
import { roles } from '../../../records/role.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { refusePoliciesHeld } from '../identity/refuse-policies-held.ts'
import { replaceBoundary } from '../identity/replace-boundary.ts'
import { findRoleToChange } from './find-role-to-change.ts'
import { roleFaults } from './role-faults.ts'
import { roleKind } from './role-kind.ts'
import { rolePermission } from './role-permission.ts'
import { roleResource } from './role-resource.ts'

export const deleteRole = operation<Given<DeleteRoleRequest>, void>(DeleteRole$, {
  constraints: { RoleName: iamConstraints.roleName },
  authorize: rolePermission('DeleteRole'),
  trail: { readOnly: false, resources: roleResource },
  async handle(input, context) {
    const role = await findRoleToChange(input.RoleName, context)
    if (role.instanceProfiles?.length) throw roleFaults.inInstanceProfile()
    refusePoliciesHeld(role)
    await replaceBoundary(roleKind, role, undefined, context)
    await context.transaction.delete(roles, [role.account, role.name.toLowerCase()])
  },
})
