import { UpdateAssumeRolePolicy$, type UpdateAssumeRolePolicyRequest } from '@aws-sdk/client-iam'
import type { Given } from '../given.ts'
import { operation } from '../operation.ts'
import { iamConstraints } from './constraints.ts'
import { findRole } from './role/find-role.ts'
import { keepRole } from './role/keep-role.ts'
import { rolePermission } from './role/role-permission.ts'
import { roleResource } from './role/role-resource.ts'
import { trustPolicy } from './role/trust-policy.ts'

export const updateAssumeRolePolicy = operation<Given<UpdateAssumeRolePolicyRequest>, void>(
  UpdateAssumeRolePolicy$,
  {
    constraints: { PolicyDocument: iamConstraints.policyDocument, RoleName: iamConstraints.roleName },
    authorize: rolePermission('UpdateAssumeRolePolicy'),
    trail: { readOnly: false, resources: roleResource },
    async handle(input, context) {
      const role = await findRole(input.RoleName, context)
      await keepRole({ ...role, trust: await trustPolicy(input.PolicyDocument, context) }, context)
    },
  },
)
