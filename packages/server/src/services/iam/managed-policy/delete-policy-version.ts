import { DeletePolicyVersion$, type DeletePolicyVersionRequest } from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { iamFaults } from '../faults.ts'
import { findOwnPolicy } from './find-own-policy.ts'
import { findPolicyVersion } from './find-policy-version.ts'
import { keepPolicy } from './keep-policy.ts'
import { policyPermission } from './policy-permission.ts'
import { policyResource } from './policy-resource.ts'

export const deletePolicyVersion = operation<Given<DeletePolicyVersionRequest>, void>(DeletePolicyVersion$, {
  constraints: { PolicyArn: iamConstraints.arn, VersionId: iamConstraints.versionId },
  authorize: policyPermission('DeletePolicyVersion'),
  trail: { readOnly: false, resources: policyResource },
  async handle(input, context) {
    const missing = (arn: string) => iamFaults.noSuchPolicyVersion(arn, input.VersionId)
    const policy = await findOwnPolicy(input.PolicyArn, context, { missing })
    const version = findPolicyVersion(policy, input.VersionId)
    if (version.id === policy.defaultVersionId) {
      throw iamFaults.deleteConflict('Cannot delete the default version of a policy.')
    }
    await keepPolicy({ ...policy, versions: policy.versions.filter(({ id }) => id !== version.id) }, context)
  },
})
