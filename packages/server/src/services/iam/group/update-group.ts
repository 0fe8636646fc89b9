import { UpdateGroup$, type UpdateGroupRequest } from '@aws-sdk/client-iam'
import { type Group, groups } from '../../../records/group.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { renameAttachments } from '../identity/rename-attachments.ts'
import { userKind } from '../user/user-kind.ts'
import { findGroup } from './find-group.ts'
import { groupArn } from './group-arn.ts'
import { groupFaults } from './group-faults.ts'
import { groupKind } from './group-kind.ts'
import { groupMembers } from './group-members.ts'
import { groupPermission } from './group-permission.ts'
import { groupResource } from './group-resource.ts'

const permission = groupPermission('UpdateGroup')

/** A group that is given another name or path stays what it is: its id, users and policies come along. */
export const updateGroup = operation<Given<UpdateGroupRequest>, void>(UpdateGroup$, {
  constraints: {
    GroupName: iamConstraints.groupName,
    NewGroupName: iamConstraints.groupName,
    NewPath: iamConstraints.path,
  },
  // On both sides. Source: API Reference of the action.
  async authorize(input, context) {
    const group = await groupKind.read(input.GroupName, context)
    const target = groupArn(renamed(input, group), context)
    return [...(await permission(input, context)), { action: 'iam:UpdateGroup', resource: target }]
  },
  trail: { readOnly: false, resources: groupResource },
  async handle(input, context) {
    const group = await findGroup(input.GroupName, context)
    const { GroupName: name, Path: path } = renamed(input, group)
    const [was, is] = [group.name.toLowerCase(), name.toLowerCase()]
    if (was !== is && (await groupKind.read(name, context))) throw groupFaults.exists(name)
    const changed = { ...group, name, path, arn: groupArn({ GroupName: name, Path: path }, context) }
    for (const user of await groupMembers(group, context)) {
      const names = user.groups.map((one) => (one === was ? is : one))
      await userKind.keep({ ...user, groups: names }, context)
    }
    await context.transaction.delete(groups, [group.account, was])
    await groupKind.keep(changed, context)
    await renameAttachments('Group', group, changed, context)
  },
})

function renamed({ GroupName, NewGroupName, NewPath }: UpdateGroupRequest, group: Group | undefined) {
  return {
    GroupName: NewGroupName ?? group?.name ?? GroupName ?? '',
    Path: NewPath ?? group?.path ?? '/',
  }
}
