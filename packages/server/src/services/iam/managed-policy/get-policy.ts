import { GetPolicy$, type GetPolicyRequest, type GetPolicyResponse } from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { attachments } from './attachments.ts'
import { findPolicy } from './find-policy.ts'
import { policyOutput } from './policy-output.ts'
import { policyPermission } from './policy-permission.ts'
import { policyResource } from './policy-resource.ts'

export const getPolicy = operation<Given<GetPolicyRequest>, GetPolicyResponse>(GetPolicy$, {
  constraints: { PolicyArn: iamConstraints.arn },
  authorize: policyPermission('GetPolicy'),
  trail: { readOnly: true, resources: policyResource },
  async handle(input, context) {
    const policy = await findPolicy(input.PolicyArn, context)
    const counts = await attachments.counts(context, policy.arn)
    return { Policy: policyOutput.whole(policy, counts.get(policy.arn)) }
  },
})
