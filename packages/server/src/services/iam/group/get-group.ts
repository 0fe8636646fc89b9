import { GetGroup$, type GetGroupRequest, type GetGroupResponse } from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { page } from '../page.ts'
import { userOutput } from '../user/user-output.ts'
import { findGroup } from './find-group.ts'
import { groupMembers } from './group-members.ts'
import { groupOutput } from './group-output.ts'
import { groupPermission } from './group-permission.ts'
import { groupResource } from './group-resource.ts'

export const getGroup = operation<Given<GetGroupRequest>, GetGroupResponse>(GetGroup$, {
  constraints: {
    GroupName: iamConstraints.groupName,
    Marker: iamConstraints.marker,
    MaxItems: iamConstraints.maxItems,
  },
  authorize: groupPermission('GetGroup'),
  trail: { readOnly: true, resources: groupResource },
  async handle(input, context) {
    const group = await findGroup(input.GroupName, context)
    const { items, marker } = page(await groupMembers(group, context), input, ({ name }) =>
      name.toLowerCase(),
    )
    return { Group: groupOutput(group), Users: items.map(userOutput.listed), ...marker }
  },
})
