import {
  ListInstanceProfilesForRole$,
  type ListInstanceProfilesForRoleRequest,
  type ListInstanceProfilesForRoleResponse,
} from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { page } from '../page.ts'
import { findRole } from '../role/find-role.ts'
import { rolePermission } from '../role/role-permission.ts'
import { roleResource } from '../role/role-resource.ts'
import { instanceProfileOutput } from './instance-profile-output.ts'
import { profilesOfRole } from './profiles-of-role.ts'

export const listInstanceProfilesForRole = operation<
  Given<ListInstanceProfilesForRoleRequest>,
  ListInstanceProfilesForRoleResponse
>(ListInstanceProfilesForRole$, {
  constraints: {
    Marker: iamConstraints.marker,
    MaxItems: iamConstraints.maxItems,
    RoleName: iamConstraints.roleName,
  },
  authorize: rolePermission('ListInstanceProfilesForRole'),
  trail: { readOnly: true, resources: roleResource },
  async handle(input, context) {
    const all = await profilesOfRole(await findRole(input.RoleName, context), context)
    const { items, marker } = page(all, input, ({ name }) => name.toLowerCase())
    const shown = items.map((profile) => instanceProfileOutput.listed(profile, context))
    return { InstanceProfiles: await Promise.all(shown), ...marker }
  },
})
