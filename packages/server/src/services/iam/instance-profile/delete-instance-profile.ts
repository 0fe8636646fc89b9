import { DeleteInstanceProfile$, type DeleteInstanceProfileRequest } from '@aws-sdk/client-iam'
import { instanceProfiles } from '../../../records/instance-profile.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { roleFaults } from '../role/role-faults.ts'
import { findInstanceProfile } from './find-instance-profile.ts'
import { instanceProfilePermission } from './instance-profile-permission.ts'
import { instanceProfileResource } from './instance-profile-resource.ts'

export const deleteInstanceProfile = operation<Given<DeleteInstanceProfileRequest>, void>(
  DeleteInstanceProfile$,
  {
    constraints: { InstanceProfileName: iamConstraints.instanceProfileName },
    authorize: instanceProfilePermission('DeleteInstanceProfile'),
    trail: { readOnly: false, resources: instanceProfileResource },
    async handle(input, context) {
      const profile = await findInstanceProfile(input.InstanceProfileName, context)
      if (profile.role !== undefined) throw roleFaults.inInstanceProfile()
      await context.transaction.delete(instanceProfiles, [profile.account, profile.name.toLowerCase()])
    },
  },
)
