import { TagPolicy$, type TagPolicyRequest } from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { mergeTags } from '../tag/merge-tags.ts'
import { requestTagKeys } from '../tag/request-tag-keys.ts'
import { findOwnPolicy } from './find-own-policy.ts'
import { keepPolicy } from './keep-policy.ts'
import { policyPermission } from './policy-permission.ts'
import { policyResource } from './policy-resource.ts'

export const tagPolicy = operation<Given<TagPolicyRequest>, void>(TagPolicy$, {
  constraints: { PolicyArn: iamConstraints.arn, Tags: iamConstraints.tags },
  authorize: policyPermission('TagPolicy', ({ Tags }) => requestTagKeys(Tags)),
  trail: { readOnly: false, resources: policyResource },
  async handle(input, context) {
    const policy = await findOwnPolicy(input.PolicyArn, context)
    await keepPolicy({ ...policy, tags: mergeTags(policy.tags, input.Tags) }, context)
  },
})
