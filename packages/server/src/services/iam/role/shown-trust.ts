import { parseArn } from '@rolecall/core'
import { parsePolicy } from '@rolecall/policy'
import { entities } from '../../../records/entities.ts'
import type { Role } from '../../../records/role.ts'
import type { ServiceContext } from '../../service-context.ts'

/**
 * A role as it is told: a principal whose role or user was deleted stands in the trust policy by its unique id,
 * so that nobody takes another of the same name for it; a user who has another name stands there by that.
 * Roles whose trust policy binds nobody cost nothing here. Source: "AWS JSON policy elements: Principal", IAM User
 * Guide.
 */
export async function shownTrust(role: Role, context: ServiceContext): Promise<Role> {
  const { document, principalIds } = role.trust
  const shown = new Map<string, string>()
  for (const [arn, id] of Object.entries(principalIds)) {
    const now = await nowCalled(arn, id, context)
    if (now !== arn) shown.set(arn, now)
  }
  return shown.size === 0 ? role : { ...role, trust: { principalIds, document: replaced(document, shown) } }
}

async function nowCalled(arn: string, id: string, context: ServiceContext): Promise<string> {
  const { account = '', resource = '' } = parseArn(arn) ?? {}
  const name = resource.slice(resource.lastIndexOf('/') + 1).toLowerCase()
  const type = id.startsWith('AROA') ? 'Role' : 'User'
  const named = await context.transaction.get(entities[type], [account, name])
  if (named?.id === id) return named.arn
  return type === 'Role' ? id : ((await usersOf(account, context)).get(id) ?? id)
}

/** Users are looked through once a call, and not for each that is gone from each role that is listed. */
const usersOfCalls = new WeakMap<ServiceContext, Map<string, Promise<ReadonlyMap<string, string>>>>()

/** The ARNs of an account's users by their unique ids. */
function usersOf(account: string, context: ServiceContext): Promise<ReadonlyMap<string, string>> {
  const known = usersOfCalls.get(context) ?? new Map<string, Promise<ReadonlyMap<string, string>>>()
  usersOfCalls.set(context, known)
  const listed =
    known.get(account) ??
    context.transaction
      .list(entities.User, [account])
      .then((users) => new Map(users.map(({ id, arn }) => [id, arn])))
  known.set(account, listed)
  return listed
}

function replaced(document: string, shown: ReadonlyMap<string, string>): string {
  const parsed = parsePolicy(document, 'trust')
  if (!parsed.ok) throw new Error('a kept trust policy does not parse')
  const entries = parsed.policy.statements.flatMap(({ principal }) => principal?.entries ?? [])
  // From the last to the first, so that what stands before keeps its place.
  const backwards = entries.map(({ term }) => term).sort((one, other) => other.start - one.start)
  return backwards.reduce((text, { start, end, value }) => {
    const now = shown.get(value)
    return now === undefined ? text : text.slice(0, start) + JSON.stringify(now) + text.slice(end)
  }, document)
}
