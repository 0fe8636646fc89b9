import type { DeleteRolePolicyRequest } from '@aws-sdk/client-iam'
import type { OperationSchema } from '@rolecall/aws-protocol'
import type { Given } from '../../given.ts'
import { iamConstraints } from '../constraints.ts'
import type { IdentityKind } from './identity-kind.ts'
import { identityOperation } from './identity-operation.ts'
import { inlinePolicies } from './inline-policies.ts'

/** Deletes an inline policy. */
export function deleteInlinePolicy(kind: IdentityKind, schema: OperationSchema) {
  return identityOperation<Given<DeleteRolePolicyRequest>>(kind, schema, {
    constraints: { PolicyName: iamConstraints.policyName },
    readOnly: false,
    async handle(identity, { PolicyName }, context) {
      const inline = inlinePolicies.without(identity, PolicyName, kind)
      await kind.keep({ ...identity, inline }, context)
    },
  })
}
