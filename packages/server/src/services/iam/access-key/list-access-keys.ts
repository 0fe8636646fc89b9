import { ListAccessKeys$, type ListAccessKeysRequest, type ListAccessKeysResponse } from '@aws-sdk/client-iam'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { iamDate } from '../iam-date.ts'
import { page } from '../page.ts'
import { findUser } from '../user/find-user.ts'
import { userNamed } from '../user/user-named.ts'
import { userPermission } from '../user/user-permission.ts'
import { userResource } from '../user/user-resource.ts'
import { findAccessKey } from './find-access-key.ts'

export const listAccessKeys = operation<ListAccessKeysRequest, ListAccessKeysResponse>(ListAccessKeys$, {
  constraints: {
    Marker: iamConstraints.marker,
    MaxItems: iamConstraints.maxItems,
    UserName: iamConstraints.userName,
  },
  authorize: userPermission('ListAccessKeys'),
  trail: { readOnly: true, resources: userResource },
  async handle(input, context) {
    const user = await findUser(userNamed(input, context), context)
    const keys = await Promise.all(user.accessKeyIds.map((id) => findAccessKey(id, user, context)))
    const { items, marker } = page(keys, input, ({ id }) => id)
    return {
      AccessKeyMetadata: items.map(({ id, status, createdAt }) => ({
        UserName: user.name,
        AccessKeyId: id,
        Status: status,
        CreateDate: iamDate(createdAt),
      })),
      ...marker,
    }
  },
})
