import type {
  AttachedPolicy,
  GroupDetail,
  ManagedPolicyDetail,
  PolicyDetail,
  RoleDetail,
  UserDetail,
} from '@aws-sdk/client-iam'
import { parseArn } from '@rolecall/core'
import type { Group } from '../../../records/group.ts'
import type { ManagedPolicy } from '../../../records/managed-policy.ts'
import type { Role } from '../../../records/role.ts'
import type { User } from '../../../records/user.ts'
import type { LastUse } from '../../../trail/last-use.ts'
import type { ServiceContext } from '../../service-context.ts'
import { findGroup } from '../group/find-group.ts'
import { groupOutput } from '../group/group-output.ts'
import { boundaryOutput } from '../identity/boundary-output.ts'
import type { Identity } from '../identity/identity.ts'
import { instanceProfileOutput } from '../instance-profile/instance-profile-output.ts'
import { profilesOfRole } from '../instance-profile/profiles-of-role.ts'
import type { AttachmentCounts } from '../managed-policy/attachments.ts'
import { policyOutput } from '../managed-policy/policy-output.ts'
import { policyVersionOutput } from '../managed-policy/policy-version-output.ts'
import { roleOutput } from '../role/role-output.ts'
import { shownTrust } from '../role/shown-trust.ts'
import { tagList } from '../tag/tag-list.ts'
import { urlEncode } from '../url-encode.ts'
import { userOutput } from '../user/user-output.ts'

/** All that is told of each kind of entity in the details of an account. Documents are percent-encoded. */
export const accountDetails = {
  group: (group: Group): GroupDetail => ({
    ...groupOutput(group),
    GroupPolicyList: inlinePolicies(group),
    AttachedManagedPolicies: attachedPolicies(group),
  }),

  policy(policy: ManagedPolicy, counts: AttachmentCounts | undefined): ManagedPolicyDetail {
    const { Tags: _tags, ...output } = policyOutput.whole(policy, counts)
    const newestFirst = policy.versions.toReversed()
    return {
      ...output,
      PolicyVersionList: newestFirst.map((version) => ({
        ...policyVersionOutput(policy, version),
        Document: urlEncode(version.document),
      })),
    }
  },

  async role(kept: Role, use: LastUse | undefined, context: ServiceContext): Promise<RoleDetail> {
    const role = await shownTrust(kept, context)
    const profiles = await profilesOfRole(role, context)
    return {
      ...roleOutput.held(role),
      InstanceProfileList: await Promise.all(
        profiles.map((profile) => instanceProfileOutput.listed(profile, context)),
      ),
      RolePolicyList: inlinePolicies(role),
      AttachedManagedPolicies: attachedPolicies(role),
      ...boundaryOutput(role),
      Tags: tagList(role.tags),
      ...roleOutput.lastUsed(use),
    }
  },

  async user(user: User, context: ServiceContext): Promise<UserDetail> {
    const groups = await Promise.all(user.groups.map((name) => findGroup(name, context)))
    const inline = inlinePolicies(user)
    return {
      ...userOutput.listed(user),
      ...(inline.length === 0 ? {} : { UserPolicyList: inline }),
      GroupList: groups.map(({ name }) => name),
      AttachedManagedPolicies: attachedPolicies(user),
      ...boundaryOutput(user),
      Tags: tagList(user.tags),
    }
  },
}

function inlinePolicies({ inline }: Identity): PolicyDetail[] {
  return Object.entries(inline).map(([PolicyName, document]) => ({
    PolicyName,
    PolicyDocument: urlEncode(document),
  }))
}

function attachedPolicies({ attached }: Identity): AttachedPolicy[] {
  return attached.map((arn) => ({
    PolicyName: parseArn(arn)?.resource.split('/').at(-1) ?? '',
    PolicyArn: arn,
  }))
}
