import { TagPolicy$, type TagPolicyRequest } from '@aws-sdk/client-iam'
import type { Given } from '../given.ts'
import { operation } from '../operation.ts'
import { iamConstraints } from './constraints.ts'
import { findOwnPolicy } from './managed-policy/find-own-policy.ts'
import { keepPolicy } from './managed-policy/keep-policy.ts'
import { policyPermission } from './managed-policy/policy-permission.ts'
import { policyResource } from './managed-policy/policy-resource.ts'
import { mergeTags } from './tag/merge-tags.ts'
import { requestTagKeys } from './tag/request-tag-keys.ts'

export const tagPolicy = operation<Given<TagPolicyRequest>, void>(TagPolicy$, {
  constraints: { PolicyArn: iamConstraints.arn, Tags: iamConstraints.tags },
  authorize: policyPermission('TagPolicy', ({ Tags }) => requestTagKeys(Tags)),
  trail: { readOnly: false, resources: policyResource },
  async handle(input, context) {
    const policy = await findOwnPolicy(input.PolicyArn, context)
    await keepPolicy({ ...policy, tags: mergeTags(policy.tags, input.Tags) }, context)
  },
})
