import { CreatePolicy$, type CreatePolicyRequest, type CreatePolicyResponse } from '@aws-sdk/client-iam'
import { newUniqueId } from '@rolecall/core'
import { type ManagedPolicy, managedPolicies } from '../../../records/managed-policy.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { createPermissions } from '../create-permissions.ts'
import { iamFaults } from '../faults.ts'
import { iamQuotas } from '../quotas.ts'
import { refuseMalformed } from '../refuse-malformed.ts'
import { mergeTags } from '../tag/merge-tags.ts'
import { keepPolicy } from './keep-policy.ts'
import { policyArn } from './policy-arn.ts'
import { policyOutput } from './policy-output.ts'

export const createPolicy = operation<Given<CreatePolicyRequest>, CreatePolicyResponse>(CreatePolicy$, {
  constraints: {
    Description: iamConstraints.policyDescription,
    Path: iamConstraints.policyPath,
    PolicyDocument: iamConstraints.policyDocument,
    PolicyName: iamConstraints.policyName,
    Tags: iamConstraints.tags,
  },
  authorize: (input, context) => createPermissions('Policy', policyArn(input, context), input.Tags),
  trail: { readOnly: false, resources: ({ PolicyName }) => [{ type: 'AWS::IAM::Policy', name: PolicyName }] },
  async handle(input, context) {
    const { transaction, account, now } = context
    refuseMalformed(input.PolicyDocument, 'identity')
    if (await transaction.get(managedPolicies, [account, input.PolicyName.toLowerCase()])) {
      throw iamFaults.policyExists(input.PolicyName)
    }
    const most = iamQuotas.policiesPerAccount
    if ((await transaction.count(managedPolicies, [account])) >= most) {
      throw iamFaults.quotaExceeded('PoliciesPerAccount', most)
    }
    const policy: ManagedPolicy = {
      account,
      name: input.PolicyName,
      path: input.Path ?? '/',
      id: newUniqueId('managedPolicy', context.random),
      arn: policyArn(input, context),
      description: input.Description,
      createdAt: now,
      updatedAt: now,
      defaultVersionId: 'v1',
      newestVersion: 1,
      versions: [{ id: 'v1', document: input.PolicyDocument, createdAt: now }],
      tags: mergeTags({}, input.Tags),
    }
    await keepPolicy(policy, context)
    return { Policy: policyOutput.created(policy) }
  },
})
