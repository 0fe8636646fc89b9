import {
  GetServiceLinkedRoleDeletionStatus$,
  type GetServiceLinkedRoleDeletionStatusRequest,
  type GetServiceLinkedRoleDeletionStatusResponse,
} from '@aws-sdk/client-iam'
import { roleDeletions } from '../../../records/role-deletion.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import type { ServiceContext } from '../../service-context.ts'
import { iamArn } from '../iam-arn.ts'
import { serviceLinkedRoleConstraints } from './service-linked-role-constraints.ts'
import { serviceLinkedRoleFaults } from './service-linked-role-faults.ts'

/** `task/aws-service-role/SERVICE/ROLE/UUID` */
const taskId = /^task\/(aws-service-role\/[\w.-]+\/[\w+=,.@-]+)\/[0-9a-f-]{36}$/

export const getServiceLinkedRoleDeletionStatus = operation<
  Given<GetServiceLinkedRoleDeletionStatusRequest>,
  GetServiceLinkedRoleDeletionStatusResponse
>(GetServiceLinkedRoleDeletionStatus$, {
  constraints: { DeletionTaskId: serviceLinkedRoleConstraints.deletionTaskId },
  authorize: ({ DeletionTaskId }, context) => [
    { action: 'iam:GetServiceLinkedRoleDeletionStatus', resource: roleArn(DeletionTaskId, context) },
  ],
  trail: { readOnly: true },
  async handle({ DeletionTaskId: id }, { account, transaction }) {
    if (!taskId.test(id)) throw serviceLinkedRoleFaults.notTask(id)
    const deletion = await transaction.get(roleDeletions, [account, id])
    if (!deletion) throw serviceLinkedRoleFaults.noSuchDeletion(id)
    if (deletion.usage.length === 0) return { Status: 'SUCCEEDED' }
    return {
      Status: 'FAILED',
      Reason: {
        Reason: 'The role is needed by resources of its service.',
        RoleUsageList: deletion.usage.map(({ region, resources }) => ({
          Region: region,
          Resources: [...resources],
        })),
      },
    }
  },
})

function roleArn(id: string, context: ServiceContext): string {
  return iamArn(`role/${taskId.exec(id)?.[1] ?? '*'}`, context)
}
