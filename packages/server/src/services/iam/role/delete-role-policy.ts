import { DeleteRolePolicy$, type DeleteRolePolicyRequest } from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { findInlinePolicy } from './find-inline-policy.ts'
import { findRole } from './find-role.ts'
import { keepRole } from './keep-role.ts'
import { rolePermission } from './role-permission.ts'
import { roleResource } from './role-resource.ts'

export const deleteRolePolicy = operation<Given<DeleteRolePolicyRequest>, void>(DeleteRolePolicy$, {
  constraints: { PolicyName: iamConstraints.policyName, RoleName: iamConstraints.roleName },
  authorize: rolePermission('DeleteRolePolicy'),
  trail: { readOnly: false, resources: roleResource },
  async handle(input, context) {
    const role = await findRole(input.RoleName, context)
    findInlinePolicy(role, input.PolicyName)
    const { [input.PolicyName]: _deleted, ...inline } = role.inline
    await keepRole({ ...role, inline }, context)
  },
})
