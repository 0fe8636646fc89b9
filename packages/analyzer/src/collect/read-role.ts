import {
  GetRoleCommand,
  GetRolePolicyCommand,
  type IAMClient,
  paginateListAttachedRolePolicies,
  paginateListRolePolicies,
} from '@aws-sdk/client-iam'
import type { Lookup } from '../snapshot/lookup.ts'
import type { RoleRecord } from '../snapshot/snapshot.ts'
import { ask } from './ask.ts'
import { gather } from './gather.ts'
import { readHolder } from './read-holder.ts'
import { roleOf } from './role-of.ts'

/** Reads a role with its policies by name. Its ARN, with the path, is what IAM says. */
export async function readRole(iam: IAMClient, RoleName: string): Promise<Lookup<RoleRecord>> {
  const asked = await ask(iam.send(new GetRoleCommand({ RoleName })))
  if (asked.state !== 'found') return asked
  const { Role: role } = asked.item
  if (!role) return { state: 'unread', because: `GetRole answered no role for ${RoleName}` }
  const holder = await readHolder({
    what: `role ${RoleName}`,
    arn: role.Arn ?? '',
    inlineNames: () =>
      gather(paginateListRolePolicies({ client: iam }, { RoleName }), (page) => page.PolicyNames),
    inline: async (PolicyName) =>
      (await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }))).PolicyDocument,
    attached: () =>
      gather(paginateListAttachedRolePolicies({ client: iam }, { RoleName }), (page) =>
        page.AttachedPolicies?.map(({ PolicyArn = '' }) => PolicyArn),
      ),
  })
  return { state: 'found', item: { ...holder, ...roleOf(role) } }
}
