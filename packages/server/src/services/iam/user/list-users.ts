import { ListUsers$, type ListUsersRequest, type ListUsersResponse } from '@aws-sdk/client-iam'
import { users } from '../../../records/user.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { iamArn } from '../iam-arn.ts'
import { page } from '../page.ts'
import { userOutput } from './user-output.ts'

export const listUsers = operation<Given<ListUsersRequest>, ListUsersResponse>(ListUsers$, {
  constraints: {
    Marker: iamConstraints.marker,
    MaxItems: iamConstraints.maxItems,
    PathPrefix: iamConstraints.pathPrefix,
  },
  authorize: ({ PathPrefix = '/' }, context) => [
    { action: 'iam:ListUsers', resource: iamArn(`user${PathPrefix}`, context) },
  ],
  trail: { readOnly: true },
  async handle(input, { transaction, account }) {
    const { PathPrefix = '/' } = input
    const all = await transaction.list(users, [account])
    const under = all.filter(({ path }) => path.startsWith(PathPrefix))
    const { items, marker } = page(under, input, ({ name }) => name.toLowerCase())
    return { Users: items.map(userOutput.listed), ...marker }
  },
})
