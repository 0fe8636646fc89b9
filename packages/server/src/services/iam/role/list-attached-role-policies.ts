import {
  ListAttachedRolePolicies$,
  type ListAttachedRolePoliciesRequest,
  type ListAttachedRolePoliciesResponse,
} from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { findPolicy } from '../managed-policy/find-policy.ts'
import { page } from '../page.ts'
import { findRole } from './find-role.ts'
import { rolePermission } from './role-permission.ts'
import { roleResource } from './role-resource.ts'

export const listAttachedRolePolicies = operation<
  Given<ListAttachedRolePoliciesRequest>,
  ListAttachedRolePoliciesResponse
>(ListAttachedRolePolicies$, {
  constraints: {
    Marker: iamConstraints.marker,
    MaxItems: iamConstraints.maxItems,
    PathPrefix: iamConstraints.policyPath,
    RoleName: iamConstraints.roleName,
  },
  authorize: rolePermission('ListAttachedRolePolicies'),
  trail: { readOnly: true, resources: roleResource },
  async handle(input, context) {
    const { PathPrefix = '/' } = input
    const role = await findRole(input.RoleName, context)
    const all = await Promise.all(role.attached.map((arn) => findPolicy(arn, context)))
    const under = all.filter(({ path }) => path.startsWith(PathPrefix))
    const { items, marker } = page(under, input, ({ name, arn }) => `${name} ${arn}`)
    return {
      AttachedPolicies: items.map(({ name, arn }) => ({ PolicyName: name, PolicyArn: arn })),
      ...marker,
    }
  },
})
