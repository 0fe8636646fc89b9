import {
  CreateInstanceProfile$,
  type CreateInstanceProfileRequest,
  type CreateInstanceProfileResponse,
} from '@aws-sdk/client-iam'
import { newUniqueId } from '@rolecall/core'
import { type InstanceProfile, instanceProfiles } from '../../../records/instance-profile.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { createPermissions } from '../create-permissions.ts'
import { iamFaults } from '../faults.ts'
import { iamQuotas } from '../quotas.ts'
import { mergeTags } from '../tag/merge-tags.ts'
import { instanceProfileArn } from './instance-profile-arn.ts'
import { instanceProfileFaults } from './instance-profile-faults.ts'
import { instanceProfileOutput } from './instance-profile-output.ts'
import { instanceProfileResource } from './instance-profile-resource.ts'
import { keepInstanceProfile } from './keep-instance-profile.ts'

export const createInstanceProfile = operation<
  Given<CreateInstanceProfileRequest>,
  CreateInstanceProfileResponse
>(CreateInstanceProfile$, {
  constraints: {
    InstanceProfileName: iamConstraints.instanceProfileName,
    Path: iamConstraints.path,
    Tags: iamConstraints.tags,
  },
  authorize: (input, context) =>
    createPermissions('InstanceProfile', instanceProfileArn(input, context), input.Tags),
  trail: { readOnly: false, resources: instanceProfileResource },
  async handle(input, context) {
    const { transaction, account, now, random } = context
    const name = input.InstanceProfileName
    if (await transaction.get(instanceProfiles, [account, name.toLowerCase()])) {
      throw instanceProfileFaults.exists(name)
    }
    const most = iamQuotas.instanceProfilesPerAccount
    const count = await transaction.count(instanceProfiles, [account])
    if (count >= most) throw iamFaults.quotaExceeded('InstanceProfilesPerAccount', most)
    const profile: InstanceProfile = {
      account,
      name,
      path: input.Path ?? '/',
      id: newUniqueId('instanceProfile', random),
      arn: instanceProfileArn(input, context),
      createdAt: now,
      tags: mergeTags({}, input.Tags),
    }
    await keepInstanceProfile(profile, context)
    return { InstanceProfile: await instanceProfileOutput.whole(profile, context) }
  },
})
