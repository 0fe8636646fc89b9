import {
  CreatePolicyVersion$,
  type CreatePolicyVersionRequest,
  type CreatePolicyVersionResponse,
} from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { iamFaults } from '../faults.ts'
import { iamQuotas } from '../quotas.ts'
import { refuseMalformed } from '../refuse-malformed.ts'
import { findOwnPolicy } from './find-own-policy.ts'
import { keepPolicy } from './keep-policy.ts'
import { policyPermission } from './policy-permission.ts'
import { policyResource } from './policy-resource.ts'
import { policyVersionOutput } from './policy-version-output.ts'

export const createPolicyVersion = operation<Given<CreatePolicyVersionRequest>, CreatePolicyVersionResponse>(
  CreatePolicyVersion$,
  {
    constraints: { PolicyArn: iamConstraints.arn, PolicyDocument: iamConstraints.policyDocument },
    authorize: policyPermission('CreatePolicyVersion'),
    trail: { readOnly: false, resources: policyResource },
    async handle(input, context) {
      const kept = await findOwnPolicy(input.PolicyArn, context)
      refuseMalformed(input.PolicyDocument, 'identity')
      if (kept.versions.length >= iamQuotas.versionsPerPolicy) {
        throw iamFaults.limitExceeded(
          `A managed policy can have up to ${iamQuotas.versionsPerPolicy} versions. Before you create a new version, you must delete an existing version.`,
        )
      }
      const newestVersion = kept.newestVersion + 1
      const version = { id: `v${newestVersion}`, document: input.PolicyDocument, createdAt: context.now }
      const policy = {
        ...kept,
        newestVersion,
        versions: [...kept.versions, version],
        updatedAt: context.now,
        defaultVersionId: input.SetAsDefault ? version.id : kept.defaultVersionId,
      }
      await keepPolicy(policy, context)
      return { PolicyVersion: policyVersionOutput(policy, version) }
    },
  },
)
