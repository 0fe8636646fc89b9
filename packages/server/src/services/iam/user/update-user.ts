import { UpdateUser$, type UpdateUserRequest } from '@aws-sdk/client-iam'
import { accessKeys } from '../../../records/access-key.ts'
import { type User, users } from '../../../records/user.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import type { ServiceContext } from '../../service-context.ts'
import { iamConstraints } from '../constraints.ts'
import { renameAttachments } from '../identity/rename-attachments.ts'
import { renameDevices } from '../mfa-device/rename-devices.ts'
import { findUser } from './find-user.ts'
import { userArn } from './user-arn.ts'
import { userFaults } from './user-faults.ts'
import { userKind } from './user-kind.ts'
import { userPermission } from './user-permission.ts'
import { userResource } from './user-resource.ts'

const permission = userPermission('UpdateUser')

/** Who is given another name or path stays who they are: their id, password, keys, devices and policies come along. */
export const updateUser = operation<Given<UpdateUserRequest>, void>(UpdateUser$, {
  constraints: {
    NewPath: iamConstraints.path,
    NewUserName: iamConstraints.newUserName,
    UserName: iamConstraints.userName,
  },
  // On both sides. Source: API Reference of the action.
  async authorize(input, context) {
    const user = await userKind.read(input.UserName, context)
    const target = userArn(renamed(input, user), context)
    return [...(await permission(input, context)), { action: 'iam:UpdateUser', resource: target }]
  },
  trail: { readOnly: false, resources: userResource },
  async handle(input, context) {
    const user = await findUser(input.UserName, context)
    const { UserName: name, Path: path } = renamed(input, user)
    const isOther = name.toLowerCase() !== user.name.toLowerCase()
    if (isOther && (await userKind.read(name, context))) throw userFaults.exists(name)
    const changed = { ...user, name, path, arn: userArn({ UserName: name, Path: path }, context) }
    await context.transaction.delete(users, [user.account, user.name.toLowerCase()])
    await userKind.keep(changed, context)
    await renameAttachments('User', user, changed, context)
    await renameAccessKeys(changed, context)
    await renameDevices(changed, context)
  },
})

function renamed({ UserName, NewUserName, NewPath }: UpdateUserRequest, user: User | undefined) {
  return {
    UserName: NewUserName ?? user?.name ?? UserName ?? '',
    Path: NewPath ?? user?.path ?? '/',
  }
}

async function renameAccessKeys(
  { accessKeyIds, name }: User,
  { transaction }: ServiceContext,
): Promise<void> {
  for (const id of accessKeyIds) {
    const key = await transaction.get(accessKeys, [id])
    if (!key) throw new Error(`${name} has access key ${id}, which does not exist`)
    await transaction.put(accessKeys, [id], { ...key, userName: name })
  }
}
