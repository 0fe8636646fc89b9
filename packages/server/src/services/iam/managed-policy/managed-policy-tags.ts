import type { ManagedPolicy } from '../../../records/managed-policy.ts'
import { iamConstraints } from '../constraints.ts'
import type { Taggable } from '../tag/taggable.ts'
import { findOwnPolicy } from './find-own-policy.ts'
import { findPolicy } from './find-policy.ts'
import { keepPolicy } from './keep-policy.ts'
import { policyPermission } from './policy-permission.ts'

/** The tags of managed policies. */
export const managedPolicyTags: Taggable<ManagedPolicy> = {
  member: 'PolicyArn',
  constraint: iamConstraints.arn,
  rule: 'exact',
  resourceType: 'AWS::IAM::Policy',
  permission: (action, PolicyArn, context, keys) =>
    policyPermission(action, () => keys)({ PolicyArn }, context),
  find: findPolicy,
  findOwn: findOwnPolicy,
  keep: keepPolicy,
}
