import type { PutRolePermissionsBoundaryRequest } from '@aws-sdk/client-iam'
import type { OperationSchema } from '@rolecall/aws-protocol'
import type { Given } from '../../given.ts'
import { iamConstraints } from '../constraints.ts'
import type { IdentityKind } from './identity-kind.ts'
import { identityOperation } from './identity-operation.ts'
import { replaceBoundary } from './replace-boundary.ts'

/** Sets the permissions boundary, in place of any other. */
export function putPermissionsBoundary(kind: IdentityKind, schema: OperationSchema) {
  return identityOperation<Given<PutRolePermissionsBoundaryRequest>>(kind, schema, {
    constraints: { PermissionsBoundary: iamConstraints.arn },
    readOnly: false,
    keys: ({ PermissionsBoundary }) => [['iam:PermissionsBoundary', PermissionsBoundary]],
    async handle(identity, { PermissionsBoundary }, context) {
      await kind.keep(await replaceBoundary(kind, identity, PermissionsBoundary, context), context)
    },
  })
}
