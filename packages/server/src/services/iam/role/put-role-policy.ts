import { PutRolePolicy$, type PutRolePolicyRequest } from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { findRole } from './find-role.ts'
import { keepRole } from './keep-role.ts'
import { rolePermission } from './role-permission.ts'
import { roleResource } from './role-resource.ts'
import { withInlinePolicy } from './with-inline-policy.ts'

export const putRolePolicy = operation<Given<PutRolePolicyRequest>, void>(PutRolePolicy$, {
  constraints: {
    PolicyDocument: iamConstraints.policyDocument,
    PolicyName: iamConstraints.policyName,
    RoleName: iamConstraints.roleName,
  },
  authorize: rolePermission('PutRolePolicy'),
  trail: { readOnly: false, resources: roleResource },
  async handle(input, context) {
    const role = await findRole(input.RoleName, context)
    const inline = withInlinePolicy(role, input.PolicyName, input.PolicyDocument)
    await keepRole({ ...role, inline }, context)
  },
})
