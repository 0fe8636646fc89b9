import { ListUsers$, type ListUsersRequest, type ListUsersResponse } from '@aws-sdk/client-iam'
import { users } from '../../../records/user.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { iamArn } from '../iam-arn.ts'
import { pageOfRecords } from '../page-of-records.ts'
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
  async handle(input, context) {
    const { PathPrefix = '/' } = input
    const under = ({ path }: { path: string }) => path.startsWith(PathPrefix)
    const { items, marker } = await pageOfRecords(users, input, under, context)
    return { Users: items.map(userOutput.listed), ...marker }
  },
})
