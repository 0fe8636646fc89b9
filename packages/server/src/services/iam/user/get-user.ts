import { GetUser$, type GetUserRequest, type GetUserResponse } from '@aws-sdk/client-iam'
import { accounts } from '../../../records/account.ts'
import { operation } from '../../operation.ts'
import type { ServiceContext } from '../../service-context.ts'
import { iamConstraints } from '../constraints.ts'
import { iamDate } from '../iam-date.ts'
import { findUser } from './find-user.ts'
import { userNamed } from './user-named.ts'
import { userOutput } from './user-output.ts'
import { userPermission } from './user-permission.ts'
import { userResource } from './user-resource.ts'

const permission = userPermission('GetUser')

export const getUser = operation<GetUserRequest, GetUserResponse>(GetUser$, {
  constraints: { UserName: iamConstraints.userName },
  authorize: (input, context) => (isRoot(input, context) ? [] : permission(input, context)),
  trail: { readOnly: true, resources: userResource },
  async handle(input, context) {
    if (isRoot(input, context)) return { User: await rootUser(context) }
    return { User: userOutput.whole(await findUser(userNamed(input, context), context)) }
  },
})

/** The root user asks who it is: it has an id and an ARN, and no name. */
function isRoot({ UserName }: GetUserRequest, { caller }: ServiceContext): boolean {
  return UserName === undefined && caller.principal.type === 'root'
}

async function rootUser({ account, caller, transaction }: ServiceContext): Promise<GetUserResponse['User']> {
  const kept = await transaction.get(accounts, [account])
  const arn = 'arn' in caller.principal ? caller.principal.arn : ''
  const CreateDate = iamDate(kept?.createdAt ?? 0)
  // The model says that every user has a name and a path; the root user has none.
  return { UserId: account, Arn: arn, CreateDate } as GetUserResponse['User']
}
