import {
  UpdateRoleDescription$,
  type UpdateRoleDescriptionRequest,
  type UpdateRoleDescriptionResponse,
} from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { findRole } from './find-role.ts'
import { roleKind } from './role-kind.ts'
import { roleOutput } from './role-output.ts'
import { rolePermission } from './role-permission.ts'
import { roleResource } from './role-resource.ts'
import { shownTrust } from './shown-trust.ts'

export const updateRoleDescription = operation<
  Given<UpdateRoleDescriptionRequest>,
  UpdateRoleDescriptionResponse
>(UpdateRoleDescription$, {
  constraints: { Description: iamConstraints.roleDescription, RoleName: iamConstraints.roleName },
  authorize: rolePermission('UpdateRoleDescription'),
  trail: { readOnly: false, resources: roleResource },
  async handle(input, context) {
    const role = { ...(await findRole(input.RoleName, context)), description: input.Description }
    await roleKind.keep(role, context)
    return { Role: roleOutput.described(await shownTrust(role, context)) }
  },
})
