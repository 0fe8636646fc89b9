import { parseArn } from '@rolecall/core'
import type { ReportedEntity } from '../../../records/access-report.ts'
import { entities } from '../../../records/entities.ts'
import type { ServiceContext } from '../../service-context.ts'
import { findGroup } from '../group/find-group.ts'
import { groupKind } from '../group/group-kind.ts'
import { groupMembers } from '../group/group-members.ts'
import { type HeldPolicy, heldPolicies } from '../identity/held-policies.ts'
import type { Identity } from '../identity/identity.ts'
import type { IdentityKind } from '../identity/identity-kind.ts'
import { attachedEntities } from '../managed-policy/attached-entities.ts'
import { defaultDocument } from '../managed-policy/default-document.ts'
import { findPolicy } from '../managed-policy/find-policy.ts'
import { roleKind } from '../role/role-kind.ts'
import { userKind } from '../user/user-kind.ts'
import { lastUseFaults } from './last-use-faults.ts'

/** A policy that grants, with who holds it; nobody for a managed policy that is asked about itself. */
export interface GrantingPolicy extends HeldPolicy {
  readonly holder?: { readonly type: 'GROUP' | 'ROLE' | 'USER'; readonly name: string }
}

/** What is asked about by an ARN: the policies that grant, and whom they grant to. */
export interface AccessSubject {
  readonly policies: readonly GrantingPolicy[]
  readonly entities: readonly ReportedEntity[]
}

/** How each kind of ARN is looked up; `undefined` when there is no such thing. */
const kinds: Readonly<
  Record<string, (name: string, arn: string, context: ServiceContext) => Promise<AccessSubject | undefined>>
> = {
  async group(name, arn, context) {
    const group = await named(groupKind, name, arn, context)
    if (!group) return undefined
    const members = await groupMembers(group, context)
    return {
      policies: await heldBy('GROUP', group, context),
      entities: members.map((user) => reported('USER', user)),
    }
  },
  async policy(_name, arn, context) {
    const policy = await findPolicy(arn, context, { missing: lastUseFaults.noSuchSubject })
    const found = await attachedEntities(arn, 'permissions', context)
    const reached = await Promise.all(found.map(({ type, name }) => reachedBy(type, name, context)))
    const each = new Map(reached.flat().map((entity) => [entity.id, entity]))
    return {
      policies: [{ name: policy.name, arn, document: defaultDocument(policy) }],
      entities: [...each.values()],
    }
  },
  async role(name, arn, context) {
    const role = await named(roleKind, name, arn, context)
    return role && { policies: await heldBy('ROLE', role, context), entities: [reported('ROLE', role)] }
  },
  async user(name, arn, context) {
    const user = await named(userKind, name, arn, context)
    if (!user) return undefined
    const groups = await Promise.all(user.groups.map((group) => findGroup(group, context)))
    const ofGroups = await Promise.all(groups.map((group) => heldBy('GROUP', group, context)))
    return {
      policies: [...(await heldBy('USER', user, context)), ...ofGroups.flat()],
      entities: [reported('USER', user)],
    }
  },
}

/** @throws Fault InvalidInput for text that is no ARN of one of these, NoSuchEntity for one that is not there. */
export async function accessSubject(arn: string, context: ServiceContext): Promise<AccessSubject> {
  const { service, resource = '', account } = parseArn(arn) ?? {}
  const [type = ''] = resource.split('/')
  const name = resource.slice(resource.lastIndexOf('/') + 1)
  if (service !== 'iam' || name === '' || !resource.includes('/') || !Object.hasOwn(kinds, type)) {
    throw lastUseFaults.notSubject(arn)
  }
  const isOurs = account === context.account || type === 'policy'
  const subject = isOurs ? await kinds[type]?.(name, arn, context) : undefined
  if (!subject) throw lastUseFaults.noSuchSubject(arn)
  return subject
}

async function named<Kept extends Identity>(
  kind: IdentityKind<Kept>,
  name: string,
  arn: string,
  context: ServiceContext,
): Promise<Kept | undefined> {
  const identity = await kind.read(name, context)
  return identity?.arn === arn ? identity : undefined
}

async function heldBy(type: 'GROUP' | 'ROLE' | 'USER', identity: Identity, context: ServiceContext) {
  const held = await heldPolicies(identity, context)
  return held.map((policy) => ({ ...policy, holder: { type, name: identity.name } }))
}

/** The users and roles that a policy attached to this one reaches. */
async function reachedBy(type: keyof typeof entities, name: string, context: ServiceContext) {
  if (type === 'Group') {
    const members = await groupMembers(await findGroup(name, context), context)
    return members.map((user) => reported('USER', user))
  }
  const entity = await context.transaction.get(entities[type], [context.account, name.toLowerCase()])
  return entity ? [reported(type === 'Role' ? 'ROLE' : 'USER', entity)] : []
}

function reported(type: ReportedEntity['type'], { id, name, path, arn }: Identity): ReportedEntity {
  return { type, id, name, path, arn }
}
