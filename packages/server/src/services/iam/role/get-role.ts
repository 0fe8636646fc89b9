import { GetRole$, type GetRoleRequest, type GetRoleResponse } from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { latestUse } from '../last-use/latest-use.ts'
import { findRole } from './find-role.ts'
import { roleOutput } from './role-output.ts'
import { rolePermission } from './role-permission.ts'
import { roleResource } from './role-resource.ts'
import { shownTrust } from './shown-trust.ts'

export const getRole = operation<Given<GetRoleRequest>, GetRoleResponse>(GetRole$, {
  constraints: { RoleName: iamConstraints.roleName },
  authorize: rolePermission('GetRole'),
  trail: { readOnly: true, resources: roleResource },
  async handle(input, context) {
    const role = await findRole(input.RoleName, context)
    const used = await latestUse([role.id], context)
    return { Role: roleOutput.whole(await shownTrust(role, context), used.get(role.id)) }
  },
})
