import { PutRolePolicy$, type PutRolePolicyRequest } from '@aws-sdk/client-iam'
import { operation } from '../operation.ts'
import { iamConstraints } from './constraints.ts'
import type { Given } from './given.ts'
import { refuseMalformed } from './refuse-malformed.ts'
import { findRole } from './role/find-role.ts'
import { inlineQuota } from './role/inline-quota.ts'
import { keepRole } from './role/keep-role.ts'
import { rolePermission } from './role/role-permission.ts'
import { roleResource } from './role/role-resource.ts'

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
    refuseMalformed(input.PolicyDocument, 'identity')
    const inline = { ...role.inline, [input.PolicyName]: input.PolicyDocument }
    inlineQuota('role', role.name, inline)
    await keepRole({ ...role, inline }, context)
  },
})
