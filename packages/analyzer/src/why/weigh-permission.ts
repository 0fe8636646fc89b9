import { parseArn } from '@rolecall/core'
import type { Principal } from '@rolecall/policy'
import { sessionContext } from '../context/session-context.ts'
import { type Weighing, weigh } from '../policies/weigh.ts'
import type { UserRecord } from '../snapshot/snapshot.ts'
import { holderSources } from './holder-sources.ts'
import { lastRole } from './last-role.ts'
import { managedSource } from './managed-source.ts'
import type { Path } from './path.ts'
import { podTags } from './pod-identity/pod-tags.ts'
import { sessionPolicySource } from './pod-identity/session-policy-source.ts'
import type { Question } from './question.ts'
import { resourceSource } from './resource-source.ts'
import { rolePrincipal } from './role-principal.ts'

/** Asks every layer of policies that speaks about the action, as the service that is called does. */
export function weighPermission(path: Path): Weighing {
  const { snapshot, question, user, provider, association } = path
  const role = lastRole(path)
  const holder = (role ?? user)!
  const { action, resource, context = {}, at } = question
  const who = role
    ? rolePrincipal(role, sessionNameOf(question))
    : { principal: userOf(user!), sessionsOf: undefined }
  const caller = {
    ...who,
    ...podTags(holder.tags, path),
    method: association ? ('pod-identity' as const) : provider ? ('irsa' as const) : undefined,
    federatedProvider: association ? undefined : provider?.arn,
  }
  const known = sessionContext(caller, resource, context, at)
  // An ARN may leave out the account, as S3's do; then the asker may know it.
  const account = known.context.single('aws:resourceaccount')
  return weigh({ principal: who.principal, action, resource: { arn: resource, account } }, known, {
    identity: [holder, ...(user?.groups ?? [])].flatMap((one) => holderSources(one, snapshot)),
    boundary:
      holder.boundary === undefined ? undefined : managedSource(holder.boundary, 'boundary', snapshot),
    session: association && sessionPolicySource(association),
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

function userOf({ arn, id, name }: UserRecord): Principal {
  return { type: 'user', account: parseArn(arn)?.account ?? '', arn, id, name }
}
