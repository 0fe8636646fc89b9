import { GetRolePolicy$, type GetRolePolicyRequest, type GetRolePolicyResponse } from '@aws-sdk/client-iam'
import type { Given } from '../given.ts'
import { operation } from '../operation.ts'
import { iamConstraints } from './constraints.ts'
import { findInlinePolicy } from './role/find-inline-policy.ts'
import { findRole } from './role/find-role.ts'
import { rolePermission } from './role/role-permission.ts'
import { roleResource } from './role/role-resource.ts'
import { urlEncode } from './url-encode.ts'

export const getRolePolicy = operation<Given<GetRolePolicyRequest>, GetRolePolicyResponse>(GetRolePolicy$, {
  constraints: { PolicyName: iamConstraints.policyName, RoleName: iamConstraints.roleName },
  authorize: rolePermission('GetRolePolicy'),
  trail: { readOnly: true, resources: roleResource },
  async handle({ RoleName, PolicyName }, context) {
    const role = await findRole(RoleName, context)
    const document = findInlinePolicy(role, PolicyName)
    return { RoleName: role.name, PolicyName, PolicyDocument: urlEncode(document) }
  },
})
