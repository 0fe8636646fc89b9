import type { InstanceProfile } from '../../../records/instance-profile.ts'
import { iamConstraints } from '../constraints.ts'
import type { Taggable } from '../tag/taggable.ts'
import { findInstanceProfile } from './find-instance-profile.ts'
import { instanceProfilePermission } from './instance-profile-permission.ts'
import { keepInstanceProfile } from './keep-instance-profile.ts'

/** The tags of instance profiles. */
export const instanceProfileTags: Taggable<InstanceProfile> = {
  member: 'InstanceProfileName',
  constraint: iamConstraints.instanceProfileName,
  rule: 'exact',
  resourceType: 'AWS::IAM::InstanceProfile',
  permission: (action, InstanceProfileName, context, keys) =>
    instanceProfilePermission(action, keys)({ InstanceProfileName }, context),
  find: findInstanceProfile,
  findOwn: findInstanceProfile,
  keep: keepInstanceProfile,
}
