import {
  GetAccessKeyLastUsed$,
  type GetAccessKeyLastUsedRequest,
  type GetAccessKeyLastUsedResponse,
} from '@aws-sdk/client-iam'
import { accessKeys } from '../../../records/access-key.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import type { ServiceContext } from '../../service-context.ts'
import { iamArn } from '../iam-arn.ts'
import { iamDate } from '../iam-date.ts'
import { identityPermission } from '../identity/identity-permission.ts'
import { latestOf } from '../last-use/latest-of.ts'
import { serviceNamespace } from '../last-use/service-namespace.ts'
import { userKind } from '../user/user-kind.ts'
import { accessKeyConstraints } from './access-key-constraints.ts'
import { accessKeyFaults } from './access-key-faults.ts'

/** Unlike what is told of roles this goes back as far as the trail. */
export const getAccessKeyLastUsed = operation<
  Given<GetAccessKeyLastUsedRequest>,
  GetAccessKeyLastUsedResponse
>(GetAccessKeyLastUsed$, {
  constraints: { AccessKeyId: accessKeyConstraints.id },
  async authorize({ AccessKeyId: id }, context) {
    const action = 'GetAccessKeyLastUsed'
    const shownAs = `access key ${id}`
    const key = await ownKey(id, context)
    if (!key) return [{ action: `iam:${action}`, resource: iamArn('user/*', context), shownAs }]
    const permissions = await identityPermission(userKind, action, key.userName, context)
    return permissions.map((one) => ({ ...one, shownAs }))
  },
  trail: { readOnly: true },
  async handle({ AccessKeyId: id }, context) {
    const key = await ownKey(id, context)
    if (!key) throw accessKeyFaults.notOwn(id, context.caller)
    const last = latestOf(await context.transaction.lastUses([id]))
    return {
      UserName: key.userName,
      AccessKeyLastUsed: last
        ? {
            LastUsedDate: iamDate(last.time),
            ServiceName: serviceNamespace(last.source),
            Region: last.region,
          }
        : { ServiceName: 'N/A', Region: 'N/A' },
    }
  },
})

/** One of another account is as if it were not there. */
async function ownKey(id: string, { account, transaction }: ServiceContext) {
  const key = await transaction.get(accessKeys, [id])
  return key?.account === account ? key : undefined
}
