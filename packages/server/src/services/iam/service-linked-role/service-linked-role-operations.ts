import type { Operation } from '../../operation.ts'
import { createServiceLinkedRole } from './create-service-linked-role.ts'
import { deleteServiceLinkedRole } from './delete-service-linked-role.ts'
import { getServiceLinkedRoleDeletionStatus } from './get-service-linked-role-deletion-status.ts'

/** Operations on the roles that belong to AWS's services. */
export const serviceLinkedRoleOperations: readonly Operation[] = [
  createServiceLinkedRole,
  deleteServiceLinkedRole,
  getServiceLinkedRoleDeletionStatus,
]
