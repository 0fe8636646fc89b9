import {
  ListRolePolicies$,
  type ListRolePoliciesRequest,
  type ListRolePoliciesResponse,
} from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { page } from '../page.ts'
import { findRole } from './find-role.ts'
import { rolePermission } from './role-permission.ts'
import { roleResource } from './role-resource.ts'

export const listRolePolicies = operation<Given<ListRolePoliciesRequest>, ListRolePoliciesResponse>(
  ListRolePolicies$,
  {
    constraints: {
      Marker: iamConstraints.marker,
      MaxItems: iamConstraints.maxItems,
      RoleName: iamConstraints.roleName,
    },
    authorize: rolePermission('ListRolePolicies'),
    trail: { readOnly: true, resources: roleResource },
    async handle(input, context) {
      const role = await findRole(input.RoleName, context)
      const { items, marker } = page(Object.keys(role.inline), input, (name) => name)
      return { PolicyNames: items, ...marker }
    },
  },
)
