import {
  CreateAccessKey$,
  type CreateAccessKeyRequest,
  type CreateAccessKeyResponse,
} from '@aws-sdk/client-iam'
import { newAccessKeyId } from '@rolecall/core'
import { accessKeys } from '../../../records/access-key.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { iamFaults } from '../faults.ts'
import { iamDate } from '../iam-date.ts'
import { iamQuotas } from '../quotas.ts'
import { findUser } from '../user/find-user.ts'
import { userKind } from '../user/user-kind.ts'
import { userNamed } from '../user/user-named.ts'
import { userPermission } from '../user/user-permission.ts'
import { userResource } from '../user/user-resource.ts'

/** Bytes of a secret: forty characters of base64, as AWS's have. */
const secretBytes = 30

/** The secret is told here and never again: what is kept of it opens in the vault alone. */
export const createAccessKey = operation<CreateAccessKeyRequest, CreateAccessKeyResponse>(CreateAccessKey$, {
  constraints: { UserName: iamConstraints.userName },
  authorize: userPermission('CreateAccessKey'),
  trail: { readOnly: false, resources: userResource },
  async handle(input, context) {
    const { account, now, random, transaction, vault } = context
    const user = await findUser(userNamed(input, context), context)
    if (user.accessKeyIds.length >= iamQuotas.accessKeysPerUser) {
      throw iamFaults.quotaExceeded('AccessKeysPerUser', iamQuotas.accessKeysPerUser)
    }
    const id = newAccessKeyId('accessKey', account, random)
    const secret = Buffer.from(random(secretBytes)).toString('base64')
    const sealedSecret = vault.close(`access key ${id}`, secret)
    const key = { id, account, userName: user.name, status: 'Active', createdAt: now, sealedSecret } as const
    await transaction.put(accessKeys, [id], key)
    await userKind.keep({ ...user, accessKeyIds: [...user.accessKeyIds, id] }, context)
    return {
      AccessKey: {
        UserName: user.name,
        AccessKeyId: id,
        Status: key.status,
        SecretAccessKey: secret,
        CreateDate: iamDate(now),
      },
    }
  },
})
