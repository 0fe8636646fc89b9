import { DeletePolicy$, type DeletePolicyRequest } from '@aws-sdk/client-iam'
import { managedPolicies } from '../../../records/managed-policy.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { iamFaults } from '../faults.ts'
import { attachments } from './attachments.ts'
import { findOwnPolicy } from './find-own-policy.ts'
import { policyPermission } from './policy-permission.ts'
import { policyResource } from './policy-resource.ts'

export const deletePolicy = operation<Given<DeletePolicyRequest>, void>(DeletePolicy$, {
  constraints: { PolicyArn: iamConstraints.arn },
  authorize: policyPermission('DeletePolicy'),
  trail: { readOnly: false, resources: policyResource },
  async handle(input, context) {
    const policy = await findOwnPolicy(input.PolicyArn, context)
    if ((await attachments.of(context, policy.arn)).length > 0) {
      throw iamFaults.deleteConflict('Cannot delete a policy attached to entities.')
    }
    if (policy.versions.length > 1) {
      throw iamFaults.deleteConflict(
        "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
      )
    }
    await context.transaction.delete(managedPolicies, [policy.account, policy.name.toLowerCase()])
  },
})
