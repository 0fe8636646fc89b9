import { ListPolicyTags$, type ListPolicyTagsRequest, type ListPolicyTagsResponse } from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { tagPage } from '../tag/tag-page.ts'
import { findPolicy } from './find-policy.ts'
import { policyPermission } from './policy-permission.ts'
import { policyResource } from './policy-resource.ts'

export const listPolicyTags = operation<Given<ListPolicyTagsRequest>, ListPolicyTagsResponse>(
  ListPolicyTags$,
  {
    constraints: {
      Marker: iamConstraints.marker,
      MaxItems: iamConstraints.maxItems,
      PolicyArn: iamConstraints.arn,
    },
    authorize: policyPermission('ListPolicyTags'),
    trail: { readOnly: true, resources: policyResource },
    async handle(input, context) {
      const policy = await findPolicy(input.PolicyArn, context)
      return tagPage(policy.tags, input)
    },
  },
)
