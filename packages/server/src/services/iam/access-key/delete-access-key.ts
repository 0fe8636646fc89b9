import { DeleteAccessKey$, type DeleteAccessKeyRequest } from '@aws-sdk/client-iam'
import { accessKeys } from '../../../records/access-key.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { findUser } from '../user/find-user.ts'
import { userKind } from '../user/user-kind.ts'
import { userNamed } from '../user/user-named.ts'
import { userPermission } from '../user/user-permission.ts'
import { userResource } from '../user/user-resource.ts'
import { accessKeyConstraints } from './access-key-constraints.ts'
import { findAccessKey } from './find-access-key.ts'

export const deleteAccessKey = operation<Given<DeleteAccessKeyRequest>, void>(DeleteAccessKey$, {
  constraints: { AccessKeyId: accessKeyConstraints.id, UserName: iamConstraints.userName },
  authorize: userPermission('DeleteAccessKey'),
  trail: { readOnly: false, resources: userResource },
  async handle(input, context) {
    const user = await findUser(userNamed(input, context), context)
    const key = await findAccessKey(input.AccessKeyId, user, context)
    await context.transaction.delete(accessKeys, [key.id])
    const accessKeyIds = user.accessKeyIds.filter((id) => id !== key.id)
    await userKind.keep({ ...user, accessKeyIds }, context)
  },
})
