import {
  ListInstanceProfiles$,
  type ListInstanceProfilesRequest,
  type ListInstanceProfilesResponse,
} from '@aws-sdk/client-iam'
import { instanceProfiles } from '../../../records/instance-profile.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { iamArn } from '../iam-arn.ts'
import { pageOfRecords } from '../page-of-records.ts'
import { instanceProfileOutput } from './instance-profile-output.ts'

export const listInstanceProfiles = operation<
  Given<ListInstanceProfilesRequest>,
  ListInstanceProfilesResponse
>(ListInstanceProfiles$, {
  constraints: {
    Marker: iamConstraints.marker,
    MaxItems: iamConstraints.maxItems,
    PathPrefix: iamConstraints.pathPrefix,
  },
  authorize: ({ PathPrefix = '/' }, context) => [
    { action: 'iam:ListInstanceProfiles', resource: iamArn(`instance-profile${PathPrefix}`, context) },
  ],
  trail: { readOnly: true },
  async handle(input, context) {
    const { PathPrefix = '/' } = input
    const under = ({ path }: { path: string }) => path.startsWith(PathPrefix)
    const { items, marker } = await pageOfRecords(instanceProfiles, input, under, context)
    const shown = items.map((profile) => instanceProfileOutput.listed(profile, context))
    return { InstanceProfiles: await Promise.all(shown), ...marker }
  },
})
