import {
  DeleteRolePermissionsBoundary$,
  type DeleteRolePermissionsBoundaryRequest,
} from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { findRole } from './find-role.ts'
import { keepRole } from './keep-role.ts'
import { replaceBoundary } from './replace-boundary.ts'
import { rolePermission } from './role-permission.ts'
import { roleResource } from './role-resource.ts'

export const deleteRolePermissionsBoundary = operation<Given<DeleteRolePermissionsBoundaryRequest>, void>(
  DeleteRolePermissionsBoundary$,
  {
    constraints: { RoleName: iamConstraints.roleName },
    authorize: rolePermission('DeleteRolePermissionsBoundary'),
    trail: { readOnly: false, resources: roleResource },
    async handle(input, context) {
      const role = await findRole(input.RoleName, context)
      await keepRole(await replaceBoundary(role, undefined, context), context)
    },
  },
)
