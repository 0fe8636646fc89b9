import { UpdateAccessKey$, type UpdateAccessKeyRequest } from '@aws-sdk/client-iam'
import { type AccessKey, accessKeys } from '../../../records/access-key.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { findUser } from '../user/find-user.ts'
import { userNamed } from '../user/user-named.ts'
import { userPermission } from '../user/user-permission.ts'
import { userResource } from '../user/user-resource.ts'
import { accessKeyConstraints } from './access-key-constraints.ts'
import { findAccessKey } from './find-access-key.ts'

export const updateAccessKey = operation<Given<UpdateAccessKeyRequest>, void>(UpdateAccessKey$, {
  constraints: {
    AccessKeyId: accessKeyConstraints.id,
    Status: accessKeyConstraints.status,
    UserName: iamConstraints.userName,
  },
  authorize: userPermission('UpdateAccessKey'),
  trail: { readOnly: false, resources: userResource },
  async handle(input, context) {
    const user = await findUser(userNamed(input, context), context)
    const key = await findAccessKey(input.AccessKeyId, user, context)
    const status = input.Status as AccessKey['status']
    await context.transaction.put(accessKeys, [key.id], { ...key, status })
  },
})
