import { UpdateAssumeRolePolicy$, type UpdateAssumeRolePolicyRequest } from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { findRoleToChange } from './find-role-to-change.ts'
import { roleKind } from './role-kind.ts'
import { rolePermission } from './role-permission.ts'
import { roleResource } from './role-resource.ts'
import { trustPolicy } from './trust-policy.ts'

export const updateAssumeRolePolicy = operation<Given<UpdateAssumeRolePolicyRequest>, void>(
  UpdateAssumeRolePolicy$,
  {
    constraints: { PolicyDocument: iamConstraints.policyDocument, RoleName: iamConstraints.roleName },
    authorize: rolePermission('UpdateAssumeRolePolicy'),
    trail: { readOnly: false, resources: roleResource },
    async handle(input, context) {
      const role = await findRoleToChange(input.RoleName, context)
      await roleKind.keep({ ...role, trust: await trustPolicy(input.PolicyDocument, context) }, context)
    },
  },
)
