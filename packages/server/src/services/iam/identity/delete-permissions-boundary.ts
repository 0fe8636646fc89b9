import type { DeleteRolePermissionsBoundaryRequest } from '@aws-sdk/client-iam'
import type { OperationSchema } from '@rolecall/aws-protocol'
import type { Given } from '../../given.ts'
import type { IdentityKind } from './identity-kind.ts'
import { identityOperation } from './identity-operation.ts'
import { replaceBoundary } from './replace-boundary.ts'

/** Takes the permissions boundary away; one that has none stays so. */
export function deletePermissionsBoundary(kind: IdentityKind, schema: OperationSchema) {
  return identityOperation<Given<DeleteRolePermissionsBoundaryRequest>>(kind, schema, {
    constraints: {},
    readOnly: false,
    async handle(identity, _input, context) {
      await kind.keep(await replaceBoundary(kind, identity, undefined, context), context)
    },
  })
}
