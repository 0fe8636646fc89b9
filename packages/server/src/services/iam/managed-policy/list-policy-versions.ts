import {
  ListPolicyVersions$,
  type ListPolicyVersionsRequest,
  type ListPolicyVersionsResponse,
} from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { page } from '../page.ts'
import { findPolicy } from './find-policy.ts'
import { policyPermission } from './policy-permission.ts'
import { policyResource } from './policy-resource.ts'
import { policyVersionOutput } from './policy-version-output.ts'

/** More than any policy will have versions. */
const last = 999_999_999

export const listPolicyVersions = operation<Given<ListPolicyVersionsRequest>, ListPolicyVersionsResponse>(
  ListPolicyVersions$,
  {
    constraints: {
      Marker: iamConstraints.marker,
      MaxItems: iamConstraints.maxItems,
      PolicyArn: iamConstraints.arn,
    },
    authorize: policyPermission('ListPolicyVersions'),
    trail: { readOnly: true, resources: policyResource },
    async handle(input, context) {
      const policy = await findPolicy(input.PolicyArn, context)
      const newestFirst = ({ id }: { id: string }) => String(last - Number(id.slice(1)))
      const { items, marker } = page(policy.versions, input, newestFirst)
      return { Versions: items.map((version) => policyVersionOutput(policy, version)), ...marker }
    },
  },
)
