import { AttachRolePolicy$, type AttachRolePolicyRequest } from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { iamFaults } from '../faults.ts'
import { attachments } from '../managed-policy/attachments.ts'
import { findPolicy } from '../managed-policy/find-policy.ts'
import { policyResource } from '../managed-policy/policy-resource.ts'
import { iamQuotas } from '../quotas.ts'
import { findRole } from './find-role.ts'
import { keepRole } from './keep-role.ts'
import { rolePermission } from './role-permission.ts'
import { roleResource } from './role-resource.ts'

export const attachRolePolicy = operation<Given<AttachRolePolicyRequest>, void>(AttachRolePolicy$, {
  constraints: { PolicyArn: iamConstraints.arn, RoleName: iamConstraints.roleName },
  authorize: rolePermission('AttachRolePolicy', ({ PolicyArn }) => [['iam:PolicyARN', PolicyArn]]),
  trail: { readOnly: false, resources: (input) => [...roleResource(input), ...policyResource(input)] },
  async handle(input, context) {
    const role = await findRole(input.RoleName, context)
    const policy = await findPolicy(input.PolicyArn, context, { missing: iamFaults.noSuchPolicyToAttach })
    if (role.attached.includes(policy.arn)) return
    if (role.attached.length >= iamQuotas.attachedPoliciesPerRole) {
      throw iamFaults.quotaExceeded('PoliciesPerRole', iamQuotas.attachedPoliciesPerRole)
    }
    await attachments.add(role, policy.arn, 'permissions', context)
    await keepRole({ ...role, attached: [...role.attached, policy.arn] }, context)
  },
})
