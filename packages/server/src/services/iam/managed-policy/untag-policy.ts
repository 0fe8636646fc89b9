import { UntagPolicy$, type UntagPolicyRequest } from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { dropTags } from '../tag/drop-tags.ts'
import { findOwnPolicy } from './find-own-policy.ts'
import { keepPolicy } from './keep-policy.ts'
import { policyPermission } from './policy-permission.ts'
import { policyResource } from './policy-resource.ts'

export const untagPolicy = operation<Given<UntagPolicyRequest>, void>(UntagPolicy$, {
  constraints: { PolicyArn: iamConstraints.arn, TagKeys: iamConstraints.tagKeys },
  authorize: policyPermission('UntagPolicy', ({ TagKeys }) => [['aws:TagKeys', TagKeys]]),
  trail: { readOnly: false, resources: policyResource },
  async handle(input, context) {
    const policy = await findOwnPolicy(input.PolicyArn, context)
    await keepPolicy({ ...policy, tags: dropTags(policy.tags, input.TagKeys) }, context)
  },
})
