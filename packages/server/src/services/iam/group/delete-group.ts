import { DeleteGroup$, type DeleteGroupRequest } from '@aws-sdk/client-iam'
import { groups } from '../../../records/group.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { refusePoliciesHeld } from '../identity/refuse-policies-held.ts'
import { findGroup } from './find-group.ts'
import { groupFaults } from './group-faults.ts'
import { groupMembers } from './group-members.ts'
import { groupPermission } from './group-permission.ts'
import { groupResource } from './group-resource.ts'

export const deleteGroup = operation<Given<DeleteGroupRequest>, void>(DeleteGroup$, {
  constraints: { GroupName: iamConstraints.groupName },
  authorize: groupPermission('DeleteGroup'),
  trail: { readOnly: false, resources: groupResource },
  async handle(input, context) {
    const group = await findGroup(input.GroupName, context)
    if ((await groupMembers(group, context)).length > 0) throw groupFaults.hasUsers()
    refusePoliciesHeld(group)
    await context.transaction.delete(groups, [group.account, group.name.toLowerCase()])
  },
})
