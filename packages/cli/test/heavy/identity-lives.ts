import {
  AddRoleToInstanceProfileCommand,
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreateInstanceProfileCommand,
  CreateLoginProfileCommand,
  CreateRoleCommand,
  CreateUserCommand,
  GetGroupCommand,
  GetInstanceProfileCommand,
  GetLoginProfileCommand,
  GetRoleCommand,
  GetUserCommand,
  type IAMClient,
  ListAccessKeysCommand,
  ListAttachedGroupPoliciesCommand,
  ListAttachedUserPoliciesCommand,
  ListEntitiesForPolicyCommand,
  ListGroupsForUserCommand,
  ListInstanceProfilesForRoleCommand,
  TagInstanceProfileCommand,
  UpdateGroupCommand,
  UpdateUserCommand,
} from '@aws-sdk/client-iam'
import {
  AttachPolicyCommand,
  CreateOrganizationalUnitCommand,
  ListPoliciesForTargetCommand,
  ListTagsForResourceCommand,
  type OrganizationsClient,
  paginateListOrganizationalUnitsForParent,
  paginateListTargetsForPolicy,
  TagResourceCommand,
} from '@aws-sdk/client-organizations'

export interface World {
  readonly iam: IAMClient
  readonly organizations: OrganizationsClient
  readonly rootId: string
  /** A service control policy. */
  readonly policyId: string
}

/** A write of a life, and whether it can be seen: from both ends, where it is written at two. */
export interface Step {
  /** How `LookupEvents` calls it. */
  readonly event: string
  write(world: World, name: string): Promise<{ readonly $metadata: { readonly requestId?: string } }>
  stands(world: World, name: string): Promise<boolean>
}

const PolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess'
const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
})
const later = (name: string) => `${name}-later`

async function unlessMissing<Answer>(asked: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await asked
  } catch (error) {
    if ((error as Error).name === 'NoSuchEntityException') return undefined
    throw error
  }
}

const user = async (iam: IAMClient, UserName: string) =>
  (await unlessMissing(iam.send(new GetUserCommand({ UserName }))))?.User
const group = (iam: IAMClient, GroupName: string) =>
  unlessMissing(iam.send(new GetGroupCommand({ GroupName })))
/** Its name now: the last step of a life gives it another. */
const userName = async (iam: IAMClient, name: string) => (await user(iam, later(name)))?.UserName ?? name
const groupName = async (iam: IAMClient, name: string) =>
  (await group(iam, later(name)))?.Group?.GroupName ?? name
const holders = (iam: IAMClient, name: string) =>
  iam.send(new ListEntitiesForPolicyCommand({ PolicyArn, PathPrefix: `/${name}/` }))

/** What is seen of a thing from either end; there is an error in the server when the ends say different things. */
function agreed(name: string, one: boolean, other: boolean): boolean {
  if (one !== other) throw new Error(`${name} is half done`)
  return one
}

async function unitId({ organizations, rootId }: World, name: string): Promise<string | undefined> {
  const pages = paginateListOrganizationalUnitsForParent({ client: organizations }, { ParentId: rootId })
  for await (const { OrganizationalUnits = [] } of pages) {
    for (const { Id, Name } of OrganizationalUnits) if (Name === name) return Id
  }
  return undefined
}

const createUser: Step = {
  event: 'CreateUser',
  write: ({ iam }, name) => iam.send(new CreateUserCommand({ UserName: name, Path: `/${name}/` })),
  stands: async ({ iam }, name) => (await user(iam, await userName(iam, name))) !== undefined,
}

const identity: readonly Step[] = [
  createUser,
  {
    event: 'CreateGroup',
    write: ({ iam }, name) => iam.send(new CreateGroupCommand({ GroupName: name, Path: `/${name}/` })),
    stands: async ({ iam }, name) => (await group(iam, await groupName(iam, name))) !== undefined,
  },
  {
    event: 'AddUserToGroup',
    write: ({ iam }, name) => iam.send(new AddUserToGroupCommand({ UserName: name, GroupName: name })),
    async stands({ iam }, name) {
      const [UserName, GroupName] = [await userName(iam, name), await groupName(iam, name)]
      const { Groups = [] } =
        (await unlessMissing(iam.send(new ListGroupsForUserCommand({ UserName })))) ?? {}
      const { Users = [] } = (await group(iam, GroupName)) ?? {}
      return agreed(
        `membership of ${name}`,
        Groups.some((one) => one.GroupName === GroupName),
        Users.some((one) => one.UserName === UserName),
      )
    },
  },
  {
    event: 'AttachUserPolicy',
    write: ({ iam }, name) => iam.send(new AttachUserPolicyCommand({ UserName: name, PolicyArn })),
    async stands({ iam }, name) {
      const UserName = await userName(iam, name)
      const asked = iam.send(new ListAttachedUserPoliciesCommand({ UserName }))
      const { AttachedPolicies = [] } = (await unlessMissing(asked)) ?? {}
      const { PolicyUsers = [] } = await holders(iam, name)
      const held = PolicyUsers.map((one) => one.UserName)
      return agreed(`policy of ${name}`, AttachedPolicies.length === 1, held.join() === UserName)
    },
  },
  {
    event: 'AttachGroupPolicy',
    write: ({ iam }, name) => iam.send(new AttachGroupPolicyCommand({ GroupName: name, PolicyArn })),
    async stands({ iam }, name) {
      const GroupName = await groupName(iam, name)
      const asked = iam.send(new ListAttachedGroupPoliciesCommand({ GroupName }))
      const { AttachedPolicies = [] } = (await unlessMissing(asked)) ?? {}
      const { PolicyGroups = [] } = await holders(iam, name)
      const held = PolicyGroups.map((one) => one.GroupName)
      return agreed(`policy of group ${name}`, AttachedPolicies.length === 1, held.join() === GroupName)
    },
  },
  {
    event: 'CreateAccessKey',
    write: ({ iam }, name) => iam.send(new CreateAccessKeyCommand({ UserName: name })),
    async stands({ iam }, name) {
      const UserName = await userName(iam, name)
      const asked = iam.send(new ListAccessKeysCommand({ UserName }))
      return (await unlessMissing(asked))?.AccessKeyMetadata?.length === 1
    },
  },
  {
    event: 'UpdateGroup',
    write: ({ iam }, name) =>
      iam.send(new UpdateGroupCommand({ GroupName: name, NewGroupName: later(name) })),
    async stands({ iam }, name) {
      const [is, was] = [await group(iam, later(name)), await group(iam, name)]
      return is !== undefined && agreed(`name of group ${name}`, true, was === undefined)
    },
  },
  {
    event: 'UpdateUser',
    write: ({ iam }, name) => iam.send(new UpdateUserCommand({ UserName: name, NewUserName: later(name) })),
    async stands({ iam }, name) {
      const [is, was] = [await user(iam, later(name)), await user(iam, name)]
      return is !== undefined && agreed(`name of user ${name}`, true, was === undefined)
    },
  },
]

/** A password is hashed while others write. */
const consoleUser: readonly Step[] = [
  createUser,
  {
    event: 'CreateLoginProfile',
    write: ({ iam }, name) =>
      iam.send(new CreateLoginProfileCommand({ UserName: name, Password: 'Correct-horse-7' })),
    async stands({ iam }, name) {
      const asked = iam.send(new GetLoginProfileCommand({ UserName: name }))
      return (await unlessMissing(asked)) !== undefined
    },
  },
]

const machine: readonly Step[] = [
  {
    event: 'CreateRole',
    write: ({ iam }, name) =>
      iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: trust })),
    stands: async ({ iam }, name) =>
      (await unlessMissing(iam.send(new GetRoleCommand({ RoleName: name })))) !== undefined,
  },
  {
    event: 'CreateInstanceProfile',
    write: ({ iam }, name) => iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: name })),
    stands: async ({ iam }, name) => (await profile(iam, name)) !== undefined,
  },
  {
    event: 'AddRoleToInstanceProfile',
    write: ({ iam }, name) =>
      iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName: name, RoleName: name })),
    async stands({ iam }, name) {
      const asked = iam.send(new ListInstanceProfilesForRoleCommand({ RoleName: name }))
      const { InstanceProfiles = [] } = (await unlessMissing(asked)) ?? {}
      const roles = (await profile(iam, name))?.Roles ?? []
      return agreed(`role of profile ${name}`, roles.length === 1, InstanceProfiles.length === 1)
    },
  },
  {
    event: 'TagInstanceProfile',
    write: ({ iam }, name) =>
      iam.send(
        new TagInstanceProfileCommand({ InstanceProfileName: name, Tags: [{ Key: 'a', Value: '1' }] }),
      ),
    stands: async ({ iam }, name) => (await profile(iam, name))?.Tags?.length === 1,
  },
]

const profile = async (iam: IAMClient, name: string) =>
  (await unlessMissing(iam.send(new GetInstanceProfileCommand({ InstanceProfileName: name }))))
    ?.InstanceProfile

const unit: readonly Step[] = [
  {
    event: 'CreateOrganizationalUnit',
    write: ({ organizations, rootId }, name) =>
      organizations.send(new CreateOrganizationalUnitCommand({ ParentId: rootId, Name: name })),
    stands: async (world, name) => (await unitId(world, name)) !== undefined,
  },
  {
    event: 'AttachPolicy',
    async write(world, name) {
      const TargetId = await unitId(world, name)
      return world.organizations.send(new AttachPolicyCommand({ PolicyId: world.policyId, TargetId }))
    },
    async stands(world, name) {
      const TargetId = await unitId(world, name)
      if (TargetId === undefined) return false
      const Filter = 'SERVICE_CONTROL_POLICY'
      const { organizations: client, policyId: PolicyId } = world
      const { Policies = [] } = await client.send(new ListPoliciesForTargetCommand({ TargetId, Filter }))
      const targets: (string | undefined)[] = []
      for await (const { Targets = [] } of paginateListTargetsForPolicy({ client }, { PolicyId }))
        targets.push(...Targets.map((one) => one.TargetId))
      const isListed = Policies.some(({ Id }) => Id === PolicyId)
      return agreed(`policy of ${name}`, isListed, targets.includes(TargetId))
    },
  },
  {
    event: 'TagResource',
    async write(world, name) {
      const ResourceId = await unitId(world, name)
      const Tags = [{ Key: 'a', Value: '1' }]
      return world.organizations.send(new TagResourceCommand({ ResourceId, Tags }))
    },
    async stands(world, name) {
      const ResourceId = await unitId(world, name)
      if (ResourceId === undefined) return false
      const { Tags = [] } = await world.organizations.send(new ListTagsForResourceCommand({ ResourceId }))
      return Tags.length === 1
    },
  },
]

/** Lives of things that are written step by step, and how many hands live each. */
export const lives: readonly (readonly [name: string, hands: number, steps: readonly Step[]])[] = [
  ['identity', 3, identity],
  ['console', 1, consoleUser],
  ['machine', 2, machine],
  ['unit', 1, unit],
]
