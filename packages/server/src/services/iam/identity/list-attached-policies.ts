import type { ListAttachedRolePoliciesRequest } from '@aws-sdk/client-iam'
import type { OperationSchema } from '@rolecall/aws-protocol'
import type { Given } from '../../given.ts'
import { iamConstraints } from '../constraints.ts'
import { findPolicy } from '../managed-policy/find-policy.ts'
import { page } from '../page.ts'
import type { IdentityKind } from './identity-kind.ts'
import { identityOperation } from './identity-operation.ts'

/** The managed policies that are attached, under a path. */
export function listAttachedPolicies(kind: IdentityKind, schema: OperationSchema) {
  return identityOperation<Given<ListAttachedRolePoliciesRequest>>(kind, schema, {
    constraints: {
      Marker: iamConstraints.marker,
      MaxItems: iamConstraints.maxItems,
      PathPrefix: iamConstraints.policyPath,
    },
    readOnly: true,
    async handle(identity, input, context) {
      const { PathPrefix = '/' } = input
      const all = await Promise.all(identity.attached.map((arn) => findPolicy(arn, context)))
      const under = all.filter(({ path }) => path.startsWith(PathPrefix))
      const { items, marker } = page(under, input, ({ name, arn }) => `${name} ${arn}`)
      return {
        AttachedPolicies: items.map(({ name, arn }) => ({ PolicyName: name, PolicyArn: arn })),
        ...marker,
      }
    },
  })
}
