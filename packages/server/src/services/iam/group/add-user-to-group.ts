import { AddUserToGroup$, type AddUserToGroupRequest } from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { iamFaults } from '../faults.ts'
import { iamQuotas } from '../quotas.ts'
import { findUser } from '../user/find-user.ts'
import { userKind } from '../user/user-kind.ts'
import { userResource } from '../user/user-resource.ts'
import { findGroup } from './find-group.ts'
import { groupPermission } from './group-permission.ts'
import { groupResource } from './group-resource.ts'

export const addUserToGroup = operation<Given<AddUserToGroupRequest>, void>(AddUserToGroup$, {
  constraints: { GroupName: iamConstraints.groupName, UserName: iamConstraints.userName },
  authorize: groupPermission('AddUserToGroup'),
  trail: { readOnly: false, resources: (input) => [...groupResource(input), ...userResource(input)] },
  async handle(input, context) {
    const group = await findGroup(input.GroupName, context)
    const user = await findUser(input.UserName, context)
    const name = group.name.toLowerCase()
    if (user.groups.includes(name)) return
    if (user.groups.length >= iamQuotas.groupsPerUser) {
      throw iamFaults.quotaExceeded('GroupsPerUser', iamQuotas.groupsPerUser)
    }
    await userKind.keep({ ...user, groups: [...user.groups, name] }, context)
  },
})
