import { GetRolePolicy$, type GetRolePolicyRequest, type GetRolePolicyResponse } from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { urlEncode } from '../url-encode.ts'
import { findInlinePolicy } from './find-inline-policy.ts'
import { findRole } from './find-role.ts'
import { rolePermission } from './role-permission.ts'
import { roleResource } from './role-resource.ts'

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
