import type { GetRolePolicyRequest } from '@aws-sdk/client-iam'
import type { OperationSchema } from '@rolecall/aws-protocol'
import type { Given } from '../../given.ts'
import { iamConstraints } from '../constraints.ts'
import { urlEncode } from '../url-encode.ts'
import type { IdentityKind } from './identity-kind.ts'
import { identityOperation } from './identity-operation.ts'
import { inlinePolicies } from './inline-policies.ts'

/** An inline policy with its document. */
export function getInlinePolicy(kind: IdentityKind, schema: OperationSchema) {
  return identityOperation<Given<GetRolePolicyRequest>>(kind, schema, {
    constraints: { PolicyName: iamConstraints.policyName },
    readOnly: true,
    async handle(identity, { PolicyName }) {
      const document = inlinePolicies.find(identity, PolicyName, kind)
      return { [kind.member]: identity.name, PolicyName, PolicyDocument: urlEncode(document) }
    },
  })
}
