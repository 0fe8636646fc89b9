import {
  GetPolicyVersion$,
  type GetPolicyVersionRequest,
  type GetPolicyVersionResponse,
} from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { iamFaults } from '../faults.ts'
import { urlEncode } from '../url-encode.ts'
import { findPolicy } from './find-policy.ts'
import { findPolicyVersion } from './find-policy-version.ts'
import { policyPermission } from './policy-permission.ts'
import { policyResource } from './policy-resource.ts'
import { policyVersionOutput } from './policy-version-output.ts'

export const getPolicyVersion = operation<Given<GetPolicyVersionRequest>, GetPolicyVersionResponse>(
  GetPolicyVersion$,
  {
    constraints: { PolicyArn: iamConstraints.arn, VersionId: iamConstraints.versionId },
    authorize: policyPermission('GetPolicyVersion'),
    trail: { readOnly: true, resources: policyResource },
    async handle(input, context) {
      const missing = (arn: string) => iamFaults.noSuchPolicyVersion(arn, input.VersionId)
      const policy = await findPolicy(input.PolicyArn, context, { missing })
      const version = findPolicyVersion(policy, input.VersionId)
      return {
        PolicyVersion: { ...policyVersionOutput(policy, version), Document: urlEncode(version.document) },
      }
    },
  },
)
