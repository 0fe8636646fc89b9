import { GetRole$, type GetRoleRequest, type GetRoleResponse } from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { findRole } from './find-role.ts'
import { roleOutput } from './role-output.ts'
import { rolePermission } from './role-permission.ts'
import { roleResource } from './role-resource.ts'

export const getRole = operation<Given<GetRoleRequest>, GetRoleResponse>(GetRole$, {
  constraints: { RoleName: iamConstraints.roleName },
  authorize: rolePermission('GetRole'),
  trail: { readOnly: true, resources: roleResource },
  handle: async (input, context) => ({ Role: roleOutput.whole(await findRole(input.RoleName, context)) }),
})
