import {
  RemoveRoleFromInstanceProfile$,
  type RemoveRoleFromInstanceProfileRequest,
} from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { iamFaults } from '../faults.ts'
import { findRoleToChange } from '../role/find-role-to-change.ts'
import { roleKind } from '../role/role-kind.ts'
import { roleResource } from '../role/role-resource.ts'
import { findInstanceProfile } from './find-instance-profile.ts'
import { instanceProfilePermission } from './instance-profile-permission.ts'
import { instanceProfileResource } from './instance-profile-resource.ts'
import { keepInstanceProfile } from './keep-instance-profile.ts'

export const removeRoleFromInstanceProfile = operation<Given<RemoveRoleFromInstanceProfileRequest>, void>(
  RemoveRoleFromInstanceProfile$,
  {
    constraints: {
      InstanceProfileName: iamConstraints.instanceProfileName,
      RoleName: iamConstraints.roleName,
    },
    authorize: instanceProfilePermission('RemoveRoleFromInstanceProfile'),
    trail: {
      readOnly: false,
      resources: (input) => [...instanceProfileResource(input), ...roleResource(input)],
    },
    async handle(input, context) {
      const profile = await findInstanceProfile(input.InstanceProfileName, context)
      const role = await findRoleToChange(input.RoleName, context)
      if (profile.role !== role.name.toLowerCase()) throw iamFaults.noSuchRole(input.RoleName)
      await keepInstanceProfile({ ...profile, role: undefined }, context)
      const instanceProfiles = role.instanceProfiles?.filter((name) => name !== profile.name.toLowerCase())
      await roleKind.keep({ ...role, instanceProfiles }, context)
    },
  },
)
