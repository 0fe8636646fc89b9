import { parseArn } from '@rolecall/core'
import type { Principal } from '@rolecall/policy'
import { sessionContext } from '../context/session-context.ts'
import { type Weighing, weigh } from '../policies/weigh.ts'
import type { RoleRecord, UserRecord } from '../snapshot/snapshot.ts'
import { holderSources, managedSource } from './holder-sources.ts'
import type { Path } from './path.ts'
import { resourceSource } from './resource-source.ts'

/** Stands for the name of a session that nobody has opened yet. */
const anySession = '…'

/** Asks every layer of policies that speaks about the action, as the service that is called does. */
export function weighPermission({ snapshot, question, role, user, provider }: Path): Weighing {
  const holder = (role ?? user)!
  const { action, resource, context = {}, at } = question
  const principal = role ? sessionOf(role) : userOf(user!)
  const caller = { principal, tags: holder.tags, federatedProvider: provider?.arn }
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

function sessionOf({ arn, id, name }: RoleRecord): Principal {
  const { partition = '', account = '' } = parseArn(arn) ?? {}
  return {
    type: 'role-session',
    account,
    arn: `arn:${partition}:sts::${account}:assumed-role/${name}/${anySession}`,
    id: `${id}:${anySession}`,
    roleArn: arn,
    roleId: id,
  }
}

function userOf({ arn, id, name }: UserRecord): Principal {
  return { type: 'user', account: parseArn(arn)?.account ?? '', arn, id, name }
}
