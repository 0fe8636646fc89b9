import { ListGroups$, type ListGroupsRequest, type ListGroupsResponse } from '@aws-sdk/client-iam'
import { groups } from '../../../records/group.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { iamArn } from '../iam-arn.ts'
import { pageOfRecords } from '../page-of-records.ts'
import { groupOutput } from './group-output.ts'

export const listGroups = operation<Given<ListGroupsRequest>, ListGroupsResponse>(ListGroups$, {
  constraints: {
    Marker: iamConstraints.marker,
    MaxItems: iamConstraints.maxItems,
    PathPrefix: iamConstraints.pathPrefix,
  },
  authorize: ({ PathPrefix = '/' }, context) => [
    { action: 'iam:ListGroups', resource: iamArn(`group${PathPrefix}`, context) },
  ],
  trail: { readOnly: true },
  async handle(input, context) {
    const { PathPrefix = '/' } = input
    const under = ({ path }: { path: string }) => path.startsWith(PathPrefix)
    const { items, marker } = await pageOfRecords(groups, input, under, context)
    return { Groups: items.map(groupOutput), ...marker }
  },
})
