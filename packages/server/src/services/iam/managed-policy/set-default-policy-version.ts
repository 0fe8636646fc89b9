import { SetDefaultPolicyVersion$, type SetDefaultPolicyVersionRequest } from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { iamFaults } from '../faults.ts'
import { findOwnPolicy } from './find-own-policy.ts'
import { findPolicyVersion } from './find-policy-version.ts'
import { keepPolicy } from './keep-policy.ts'
import { policyPermission } from './policy-permission.ts'
import { policyResource } from './policy-resource.ts'

export const setDefaultPolicyVersion = operation<Given<SetDefaultPolicyVersionRequest>, void>(
  SetDefaultPolicyVersion$,
  {
    constraints: { PolicyArn: iamConstraints.arn, VersionId: iamConstraints.versionId },
    authorize: policyPermission('SetDefaultPolicyVersion'),
    trail: { readOnly: false, resources: policyResource },
    async handle(input, context) {
      const missing = (arn: string) => iamFaults.noSuchPolicyVersion(arn, input.VersionId)
      const policy = await findOwnPolicy(input.PolicyArn, context, { missing })
      const version = findPolicyVersion(policy, input.VersionId)
      await keepPolicy({ ...policy, defaultVersionId: version.id }, context)
    },
  },
)
