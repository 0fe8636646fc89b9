import type { AttachRolePolicyRequest } from '@aws-sdk/client-iam'
import type { OperationSchema } from '@rolecall/aws-protocol'
import type { Given } from '../../given.ts'
import { iamConstraints } from '../constraints.ts'
import { iamFaults } from '../faults.ts'
import { attachments } from '../managed-policy/attachments.ts'
import { findAttachablePolicy } from '../managed-policy/find-attachable-policy.ts'
import { policyResource } from '../managed-policy/policy-resource.ts'
import type { IdentityKind } from './identity-kind.ts'
import { identityOperation } from './identity-operation.ts'

/** Attaches a managed policy; one that is attached already stays so. */
export function attachPolicy(kind: IdentityKind, schema: OperationSchema) {
  return identityOperation<Given<AttachRolePolicyRequest>>(kind, schema, {
    constraints: { PolicyArn: iamConstraints.arn },
    readOnly: false,
    keys: ({ PolicyArn }) => [['iam:PolicyARN', PolicyArn]],
    resources: policyResource,
    async handle(identity, { PolicyArn }, context) {
      if (identity.attached.includes(PolicyArn)) return
      const policy = await findAttachablePolicy(PolicyArn, context)
      const { name, most } = kind.quotas.attached
      if (identity.attached.length >= most) throw iamFaults.quotaExceeded(name, most)
      await attachments.add(kind.type, identity, policy.arn, 'permissions', context)
      await kind.keep({ ...identity, attached: [...identity.attached, policy.arn] }, context)
    },
  })
}
