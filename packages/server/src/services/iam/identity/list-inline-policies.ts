import type { ListRolePoliciesRequest } from '@aws-sdk/client-iam'
import type { OperationSchema } from '@rolecall/aws-protocol'
import type { Given } from '../../given.ts'
import { iamConstraints } from '../constraints.ts'
import { page } from '../page.ts'
import type { IdentityKind } from './identity-kind.ts'
import { identityOperation } from './identity-operation.ts'

/** The names of the inline policies. */
export function listInlinePolicies(kind: IdentityKind, schema: OperationSchema) {
  return identityOperation<Given<ListRolePoliciesRequest>>(kind, schema, {
    constraints: { Marker: iamConstraints.marker, MaxItems: iamConstraints.maxItems },
    readOnly: true,
    async handle(identity, input) {
      const { items, marker } = page(Object.keys(identity.inline), input, (name) => name)
      return { PolicyNames: items, ...marker }
    },
  })
}
