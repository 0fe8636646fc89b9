import { RemoveUserFromGroup$, type RemoveUserFromGroupRequest } from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { findUser } from '../user/find-user.ts'
import { userKind } from '../user/user-kind.ts'
import { userResource } from '../user/user-resource.ts'
import { findGroup } from './find-group.ts'
import { groupFaults } from './group-faults.ts'
import { groupPermission } from './group-permission.ts'
import { groupResource } from './group-resource.ts'

export const removeUserFromGroup = operation<Given<RemoveUserFromGroupRequest>, void>(RemoveUserFromGroup$, {
  constraints: { GroupName: iamConstraints.groupName, UserName: iamConstraints.userName },
  authorize: groupPermission('RemoveUserFromGroup'),
  trail: { readOnly: false, resources: (input) => [...groupResource(input), ...userResource(input)] },
  async handle(input, context) {
    const group = await findGroup(input.GroupName, context)
    const user = await findUser(input.UserName, context)
    const name = group.name.toLowerCase()
    if (!user.groups.includes(name)) throw groupFaults.notMember(user.name, group.name)
    await userKind.keep({ ...user, groups: user.groups.filter((one) => one !== name) }, context)
  },
})
