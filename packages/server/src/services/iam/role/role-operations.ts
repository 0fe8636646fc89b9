import type { Operation } from '../../operation.ts'
import { createRole } from './create-role.ts'
import { deleteRole } from './delete-role.ts'
import { getRole } from './get-role.ts'
import { listRoles } from './list-roles.ts'
import { updateAssumeRolePolicy } from './update-assume-role-policy.ts'
import { updateRole } from './update-role.ts'
import { updateRoleDescription } from './update-role-description.ts'

/** Operations on roles. */
export const roleOperations: readonly Operation[] = [
  createRole,
  deleteRole,
  getRole,
  listRoles,
  updateAssumeRolePolicy,
  updateRoleDescription,
  updateRole,
]
