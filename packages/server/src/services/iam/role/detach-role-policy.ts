import { DetachRolePolicy$, type DetachRolePolicyRequest } from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { iamFaults } from '../faults.ts'
import { attachments } from '../managed-policy/attachments.ts'
import { policyResource } from '../managed-policy/policy-resource.ts'
import { findRole } from './find-role.ts'
import { keepRole } from './keep-role.ts'
import { rolePermission } from './role-permission.ts'
import { roleResource } from './role-resource.ts'

export const detachRolePolicy = operation<Given<DetachRolePolicyRequest>, void>(DetachRolePolicy$, {
  constraints: { PolicyArn: iamConstraints.arn, RoleName: iamConstraints.roleName },
  authorize: rolePermission('DetachRolePolicy', ({ PolicyArn }) => [['iam:PolicyARN', PolicyArn]]),
  trail: { readOnly: false, resources: (input) => [...roleResource(input), ...policyResource(input)] },
  async handle({ RoleName, PolicyArn }, context) {
    const role = await findRole(RoleName, context)
    if (!role.attached.includes(PolicyArn)) throw iamFaults.noSuchPolicy(PolicyArn)
    await attachments.remove(role, PolicyArn, 'permissions', context)
    await keepRole({ ...role, attached: role.attached.filter((arn) => arn !== PolicyArn) }, context)
  },
})
