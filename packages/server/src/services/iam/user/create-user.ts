import { CreateUser$, type CreateUserRequest, type CreateUserResponse } from '@aws-sdk/client-iam'
import { newUniqueId } from '@rolecall/core'
import { type User, users } from '../../../records/user.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { createPermissions } from '../create-permissions.ts'
import { iamFaults } from '../faults.ts'
import { replaceBoundary } from '../identity/replace-boundary.ts'
import { iamQuotas } from '../quotas.ts'
import { mergeTags } from '../tag/merge-tags.ts'
import { userArn } from './user-arn.ts'
import { userFaults } from './user-faults.ts'
import { userKind } from './user-kind.ts'
import { userOutput } from './user-output.ts'
import { userResource } from './user-resource.ts'

export const createUser = operation<Given<CreateUserRequest>, CreateUserResponse>(CreateUser$, {
  constraints: {
    Path: iamConstraints.path,
    PermissionsBoundary: iamConstraints.arn,
    Tags: iamConstraints.tags,
    UserName: iamConstraints.newUserName,
  },
  authorize: (input, context) => {
    const { PermissionsBoundary: boundary } = input
    const keys = boundary === undefined ? [] : [['iam:PermissionsBoundary', boundary] as const]
    return createPermissions('User', userArn(input, context), input.Tags, keys)
  },
  trail: { readOnly: false, resources: userResource },
  async handle(input, context) {
    const { transaction, account, now } = context
    if (await userKind.read(input.UserName, context)) throw userFaults.exists(input.UserName)
    const count = await transaction.count(users, [account])
    if (count >= iamQuotas.usersPerAccount) {
      throw iamFaults.quotaExceeded('UsersPerAccount', iamQuotas.usersPerAccount)
    }
    const unbound: User = {
      account,
      name: input.UserName,
      path: input.Path ?? '/',
      id: newUniqueId('user', context.random),
      arn: userArn(input, context),
      createdAt: now,
      tags: mergeTags({}, input.Tags, 'caseless'),
      inline: {},
      attached: [],
      accessKeyIds: [],
      groups: [],
    }
    const user = await replaceBoundary(userKind, unbound, input.PermissionsBoundary, context)
    await userKind.keep(user, context)
    return { User: userOutput.whole(user) }
  },
})
