import type { PutRolePolicyRequest } from '@aws-sdk/client-iam'
import type { OperationSchema } from '@rolecall/aws-protocol'
import type { Given } from '../../given.ts'
import { iamConstraints } from '../constraints.ts'
import type { IdentityKind } from './identity-kind.ts'
import { identityOperation } from './identity-operation.ts'
import { inlinePolicies } from './inline-policies.ts'

/** Writes an inline policy, new or in place of the one with its name. */
export function putInlinePolicy(kind: IdentityKind, schema: OperationSchema) {
  return identityOperation<Given<PutRolePolicyRequest>>(kind, schema, {
    constraints: { PolicyDocument: iamConstraints.policyDocument, PolicyName: iamConstraints.policyName },
    readOnly: false,
    async handle(identity, { PolicyName, PolicyDocument }, context) {
      const inline = inlinePolicies.with(identity, PolicyName, PolicyDocument, kind)
      await kind.keep({ ...identity, inline }, context)
    },
  })
}
