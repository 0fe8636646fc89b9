import {
  GetInstanceProfile$,
  type GetInstanceProfileRequest,
  type GetInstanceProfileResponse,
} from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { findInstanceProfile } from './find-instance-profile.ts'
import { instanceProfileOutput } from './instance-profile-output.ts'
import { instanceProfilePermission } from './instance-profile-permission.ts'
import { instanceProfileResource } from './instance-profile-resource.ts'

export const getInstanceProfile = operation<Given<GetInstanceProfileRequest>, GetInstanceProfileResponse>(
  GetInstanceProfile$,
  {
    constraints: { InstanceProfileName: iamConstraints.instanceProfileName },
    authorize: instanceProfilePermission('GetInstanceProfile'),
    trail: { readOnly: true, resources: instanceProfileResource },
    async handle(input, context) {
      const profile = await findInstanceProfile(input.InstanceProfileName, context)
      return { InstanceProfile: await instanceProfileOutput.whole(profile, context) }
    },
  },
)
