import type { DetachRolePolicyRequest } from '@aws-sdk/client-iam'
import type { OperationSchema } from '@rolecall/aws-protocol'
import type { Given } from '../../given.ts'
import { iamConstraints } from '../constraints.ts'
import { iamFaults } from '../faults.ts'
import { attachments } from '../managed-policy/attachments.ts'
import { policyResource } from '../managed-policy/policy-resource.ts'
import type { IdentityKind } from './identity-kind.ts'
import { identityOperation } from './identity-operation.ts'

/** Detaches a managed policy. */
export function detachPolicy(kind: IdentityKind, schema: OperationSchema) {
  return identityOperation<Given<DetachRolePolicyRequest>>(kind, schema, {
    constraints: { PolicyArn: iamConstraints.arn },
    readOnly: false,
    keys: ({ PolicyArn }) => [['iam:PolicyARN', PolicyArn]],
    resources: policyResource,
    async handle(identity, { PolicyArn }, context) {
      if (!identity.attached.includes(PolicyArn)) throw iamFaults.noSuchPolicy(PolicyArn)
      await attachments.remove(kind.type, identity, PolicyArn, 'permissions', context)
      const attached = identity.attached.filter((arn) => arn !== PolicyArn)
      await kind.keep({ ...identity, attached }, context)
    },
  })
}
