import {
  DeleteServiceLinkedRole$,
  type DeleteServiceLinkedRoleRequest,
  type DeleteServiceLinkedRoleResponse,
} from '@aws-sdk/client-iam'
import { roles } from '../../../records/role.ts'
import { roleDeletions } from '../../../records/role-deletion.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { iamFaults } from '../faults.ts'
import { attachments } from '../managed-policy/attachments.ts'
import { newJobId } from '../new-job-id.ts'
import { findRole } from '../role/find-role.ts'
import { rolePermission } from '../role/role-permission.ts'
import { roleResource } from '../role/role-resource.ts'
import { linkedRoleUsage } from './linked-role-usage.ts'

/** The role is gone, or was found to be needed, when this answers; who asks for the task learns which. */
export const deleteServiceLinkedRole = operation<
  Given<DeleteServiceLinkedRoleRequest>,
  DeleteServiceLinkedRoleResponse
>(DeleteServiceLinkedRole$, {
  constraints: { RoleName: iamConstraints.roleName },
  authorize: rolePermission('DeleteServiceLinkedRole'),
  trail: { readOnly: false, resources: roleResource },
  async handle(input, context) {
    const { account, transaction } = context
    const role = await findRole(input.RoleName, context)
    const { linkedService: service, name } = role
    if (service === undefined) throw iamFaults.noSuchRole(input.RoleName)
    const usage = await linkedRoleUsage(role, context)
    const id = `task/aws-service-role/${service}/${name}/${newJobId(context.random)}`
    await transaction.put(roleDeletions, [account, id], { account, id, roleArn: role.arn, usage })
    if (usage.length === 0) {
      for (const arn of role.attached) await attachments.remove('Role', role, arn, 'permissions', context)
      await transaction.delete(roles, [account, name.toLowerCase()])
    }
    return { DeletionTaskId: id }
  },
})
