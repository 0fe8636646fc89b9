import { parseArn } from '@rolecall/core'
import type { Principal } from '@rolecall/policy'
import { sessionContext } from '../context/session-context.ts'
import { type Weighing, weigh } from '../policies/weigh.ts'
import type { RoleRecord, UserRecord } from '../snapshot/snapshot.ts'
import { holderSources } from './holder-sources.ts'
import { managedSource } from './managed-source.ts'
import type { Path } from './path.ts'
import type { Question } from './question.ts'
import { resourceSource } from './resource-source.ts'

/** Asks every layer of policies that speaks about the action, as the service that is called does. */
export function weighPermission({ snapshot, question, role, user, provider }: Path): Weighing {
  const holder = (role ?? user)!
  const { action, resource, context = {}, at } = question
  const session = role && sessionNameOf(question)
  const principal = role ? sessionOf(role, session) : userOf(user!)
  const caller = {
    principal,
    sessionsOf: role && session === undefined ? sessionArn(role, '') : undefined,
    tags: holder.tags,
    federatedProvider: provider?.arn,
  }
  const known = sessionContext(caller, resource, context, at)
  // An ARN may leave out the account, as S3's do; then the asker may know it.
  const account = known.context.single('aws:resourceaccount')
  return weigh({ principal, action, resource: { arn: resource, account } }, known, {
    identity: [holder, ...(user?.groups ?? [])].flatMap((one) => holderSources(one, snapshot)),
    boundary:
      holder.boundary === undefined ? undefined : managedSource(holder.boundary, 'boundary', snapshot),
    resource: resourceSource(question, snapshot),
  })
}

/** A session's own ARN tells its name; for others the asker may know it. */
function sessionNameOf(question: Question): string | undefined {
  const [, ofArn] = ('principal' in question && /:assumed-role\/[^/]+\/(.+)$/.exec(question.principal)) || []
  const [, given] =
    Object.entries(question.context ?? {}).find(([key]) => key.toLowerCase() === 'sts:rolesessionname') ?? []
  return ofArn ?? (typeof given === 'string' ? given : undefined)
}

function sessionOf(role: RoleRecord, session = '…'): Principal {
  const { arn: roleArn, id: roleId } = role
  const account = parseArn(roleArn)?.account ?? ''
  return {
    type: 'role-session',
    account,
    arn: sessionArn(role, session),
    id: `${roleId}:${session}`,
    roleArn,
    roleId,
  }
}

/** A session's ARN has the role's name without its path. */
function sessionArn({ arn, name }: RoleRecord, session: string): string {
  const { partition, account } = parseArn(arn) ?? {}
  return `arn:${partition}:sts::${account}:assumed-role/${name}/${session}`
}

function userOf({ arn, id, name }: UserRecord): Principal {
  return { type: 'user', account: parseArn(arn)?.account ?? '', arn, id, name }
}
