import { AddRoleToInstanceProfile$, type AddRoleToInstanceProfileRequest } from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { findRoleToChange } from '../role/find-role-to-change.ts'
import { roleKind } from '../role/role-kind.ts'
import { rolePermission } from '../role/role-permission.ts'
import { roleResource } from '../role/role-resource.ts'
import { findInstanceProfile } from './find-instance-profile.ts'
import { instanceProfileFaults } from './instance-profile-faults.ts'
import { instanceProfilePermission } from './instance-profile-permission.ts'
import { instanceProfileResource } from './instance-profile-resource.ts'
import { keepInstanceProfile } from './keep-instance-profile.ts'

const permission = instanceProfilePermission('AddRoleToInstanceProfile')
/** Who puts a role into a profile hands it to the instances that have the profile. */
const passRole = rolePermission('PassRole', [['iam:PassedToService', 'ec2.amazonaws.com']])

export const addRoleToInstanceProfile = operation<Given<AddRoleToInstanceProfileRequest>, void>(
  AddRoleToInstanceProfile$,
  {
    constraints: {
      InstanceProfileName: iamConstraints.instanceProfileName,
      RoleName: iamConstraints.roleName,
    },
    async authorize(input, context) {
      const passed = await passRole(input, context)
      return [
        ...(await permission(input, context)),
        // AWS names the ARN when it refuses this one.
        ...passed.map(({ shownAs: _name, ...one }) => one),
      ]
    },
    trail: {
      readOnly: false,
      resources: (input) => [...instanceProfileResource(input), ...roleResource(input)],
    },
    async handle(input, context) {
      const profile = await findInstanceProfile(input.InstanceProfileName, context)
      const role = await findRoleToChange(input.RoleName, context)
      if (profile.role !== undefined) throw instanceProfileFaults.hasRole()
      await keepInstanceProfile({ ...profile, role: role.name.toLowerCase() }, context)
      const instanceProfiles = [...(role.instanceProfiles ?? []), profile.name.toLowerCase()]
      await roleKind.keep({ ...role, instanceProfiles }, context)
    },
  },
)
