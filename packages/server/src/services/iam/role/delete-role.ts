import { DeleteRole$, type DeleteRoleRequest } from '@aws-sdk/client-iam'
import { roles } from '../../../records/role.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { iamFaults } from '../faults.ts'
import { findRole } from './find-role.ts'
import { replaceBoundary } from './replace-boundary.ts'
import { rolePermission } from './role-permission.ts'
import { roleResource } from './role-resource.ts'

export const deleteRole = operation<Given<DeleteRoleRequest>, void>(DeleteRole$, {
  constraints: { RoleName: iamConstraints.roleName },
  authorize: rolePermission('DeleteRole'),
  trail: { readOnly: false, resources: roleResource },
  async handle(input, context) {
    const role = await findRole(input.RoleName, context)
    if (role.attached.length > 0) {
      throw iamFaults.deleteConflict('Cannot delete entity, must detach all policies first.')
    }
    if (Object.keys(role.inline).length > 0) {
      throw iamFaults.deleteConflict('Cannot delete entity, must delete policies first.')
    }
    await replaceBoundary(role, undefined, context)
    await context.transaction.delete(roles, [role.account, role.name.toLowerCase()])
  },
})
