import {
  GetGroupPolicyCommand,
  GetUserCommand,
  GetUserPolicyCommand,
  type Group,
  type IAMClient,
  paginateListAttachedGroupPolicies,
  paginateListAttachedUserPolicies,
  paginateListGroupPolicies,
  paginateListGroupsForUser,
  paginateListUserPolicies,
} from '@aws-sdk/client-iam'
import type { Lookup } from '../snapshot/lookup.ts'
import type { PolicyHolder, UserRecord } from '../snapshot/snapshot.ts'
import { ask } from './ask.ts'
import { gather } from './gather.ts'
import { readHolder } from './read-holder.ts'
import { tagRecord } from './tag-record.ts'

/** Reads a user with the policies of their own and of their groups. */
export async function readUser(iam: IAMClient, UserName: string): Promise<Lookup<UserRecord>> {
  const asked = await ask(iam.send(new GetUserCommand({ UserName })))
  if (asked.state !== 'found') return asked
  const { User: user } = asked.item
  if (!user) return { state: 'unread', because: `GetUser answered no user for ${UserName}` }
  const holder = await readHolder({
    what: `user ${UserName}`,
    arn: user.Arn ?? '',
    inlineNames: () =>
      gather(paginateListUserPolicies({ client: iam }, { UserName }), (page) => page.PolicyNames),
    inline: async (PolicyName) =>
      (await iam.send(new GetUserPolicyCommand({ UserName, PolicyName }))).PolicyDocument,
    attached: () =>
      gather(paginateListAttachedUserPolicies({ client: iam }, { UserName }), (page) =>
        page.AttachedPolicies?.map(({ PolicyArn = '' }) => PolicyArn),
      ),
  })
  const listed = await ask(
    gather(paginateListGroupsForUser({ client: iam }, { UserName }), (page) => page.Groups),
  )
  const groups: PolicyHolder[] = []
  for (const group of listed.state === 'found' ? listed.item : []) groups.push(await readGroup(iam, group))
  const because = listed.state === 'unread' ? listed.because : 'the user is gone'
  const kept =
    listed.state === 'found' ? [] : [`the groups of user ${UserName} could not be read: ${because}`]
  const unread = [...(holder.unread ?? []), ...kept]
  const boundary = user.PermissionsBoundary?.PermissionsBoundaryArn
  return {
    state: 'found',
    item: {
      ...holder,
      name: UserName,
      id: user.UserId ?? '',
      tags: tagRecord(user.Tags),
      groups,
      ...(unread.length > 0 ? { unread } : {}),
      ...(boundary ? { boundary } : {}),
    },
  }
}

function readGroup(iam: IAMClient, { GroupName = '', Arn = '' }: Group): Promise<PolicyHolder> {
  return readHolder({
    what: `group ${GroupName}`,
    arn: Arn,
    inlineNames: () =>
      gather(paginateListGroupPolicies({ client: iam }, { GroupName }), (page) => page.PolicyNames),
    inline: async (PolicyName) =>
      (await iam.send(new GetGroupPolicyCommand({ GroupName, PolicyName }))).PolicyDocument,
    attached: () =>
      gather(paginateListAttachedGroupPolicies({ client: iam }, { GroupName }), (page) =>
        page.AttachedPolicies?.map(({ PolicyArn = '' }) => PolicyArn),
      ),
  })
}
