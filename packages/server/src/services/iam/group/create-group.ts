import { CreateGroup$, type CreateGroupRequest, type CreateGroupResponse } from '@aws-sdk/client-iam'
import { newUniqueId } from '@rolecall/core'
import { groups } from '../../../records/group.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { iamFaults } from '../faults.ts'
import { iamQuotas } from '../quotas.ts'
import { groupArn } from './group-arn.ts'
import { groupFaults } from './group-faults.ts'
import { groupKind } from './group-kind.ts'
import { groupOutput } from './group-output.ts'
import { groupResource } from './group-resource.ts'

export const createGroup = operation<Given<CreateGroupRequest>, CreateGroupResponse>(CreateGroup$, {
  constraints: { GroupName: iamConstraints.groupName, Path: iamConstraints.path },
  authorize: (input, context) => [{ action: 'iam:CreateGroup', resource: groupArn(input, context) }],
  trail: { readOnly: false, resources: groupResource },
  async handle(input, context) {
    const { transaction, account, now } = context
    if (await groupKind.read(input.GroupName, context)) throw groupFaults.exists(input.GroupName)
    const count = await transaction.count(groups, [account])
    if (count >= iamQuotas.groupsPerAccount) {
      throw iamFaults.quotaExceeded('GroupsPerAccount', iamQuotas.groupsPerAccount)
    }
    const group = {
      account,
      name: input.GroupName,
      path: input.Path ?? '/',
      id: newUniqueId('group', context.random),
      arn: groupArn(input, context),
      createdAt: now,
      inline: {},
      attached: [],
    }
    await groupKind.keep(group, context)
    return { Group: groupOutput(group) }
  },
})
