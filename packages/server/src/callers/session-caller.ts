import { parseArn } from '@rolecall/core'
import { type CompiledPolicy, type Principal, principalContext } from '@rolecall/policy'
import { findManagedPolicy } from '../records/find-managed-policy.ts'
import { type Role, roles } from '../records/role.ts'
import { type User, users } from '../records/user.ts'
import { federatedUserArn } from '../sessions/federated-user-arn.ts'
import type { Session, SessionPrincipal } from '../sessions/session.ts'
import { sessionArn } from '../sessions/session-arn.ts'
import type { Reader } from '../store/store.ts'
import type { Caller } from './caller.ts'
import { compiledPolicies } from './compiled-policies.ts'
import { identityPolicies, managedPolicy } from './identity-policies.ts'
import { userPrincipal } from './user-caller.ts'

/** Who a session stands for, or `undefined` when its role or user is gone or is another of the same name. */
export async function sessionCaller(
  session: Session,
  accessKeyId: string,
  reader: Reader,
  now: number,
): Promise<Caller | undefined> {
  const { account, principal: of } = session
  const entity =
    of.type === 'role'
      ? await reader.get(roles, [account, of.name.toLowerCase()])
      : await reader.get(users, [account, of.name.toLowerCase()])
  if (!entity || entity.id !== of.id) return undefined
  const principal = sessionPrincipal(session, entity)
  return {
    account,
    accessKeyId,
    principal,
    policies: {
      ...(await identityPolicies(entity, reader)),
      session: await sessionPolicies(session, reader),
    },
    context: sessionContext(session, principal, entity.tags, now),
    username: sessionUsername(of),
    session,
  }
}

function sessionPrincipal({ account, principal: of }: Session, { arn, name }: Role | User): Principal {
  switch (of.type) {
    case 'role':
      return {
        type: 'role-session',
        account,
        arn: sessionArn(arn, of.sessionName),
        id: `${of.id}:${of.sessionName}`,
        roleArn: arn,
        roleId: of.id,
      }
    case 'federated-user': {
      const { partition = 'aws' } = parseArn(arn) ?? {}
      return {
        type: 'federated-user',
        account,
        arn: federatedUserArn({ partition, account }, of.federatedName),
        id: `${account}:${of.federatedName}`,
        userArn: arn,
      }
    }
    case 'user':
      return userPrincipal({ account, arn, id: of.id, name })
  }
}

function sessionUsername(of: SessionPrincipal): string {
  switch (of.type) {
    case 'role':
      return of.sessionName
    case 'federated-user':
      return of.federatedName
    case 'user':
      return of.name
  }
}

/** `undefined` when none was passed: an empty list would allow nothing. */
async function sessionPolicies(
  session: Session,
  reader: Reader,
): Promise<readonly CompiledPolicy[] | undefined> {
  const { policy, policyArns = [] } = session
  if (policy === undefined && policyArns.length === 0) return undefined
  const managed: CompiledPolicy[] = []
  for (const arn of policyArns) {
    // One that was deleted since grants nothing any more, nor does another of its name; the others still cut.
    const policy = await findManagedPolicy(reader, arn)
    const isPassed =
      policy !== undefined && (policy.account === 'aws' || policy.createdAt <= session.issuedAt)
    if (isPassed) managed.push(await managedPolicy(arn, 'session', reader))
  }
  if (policy === undefined) return managed
  const source = { label: 'the session policy', document: policy, kind: 'session' } as const
  return [...compiledPolicies(session, 'session', () => [source]), ...managed]
}

/** Source: "AWS global condition context keys", IAM User Guide. */
function sessionContext(
  session: Session,
  principal: Principal,
  entityTags: Readonly<Record<string, string>>,
  now: number,
): [string, string | readonly string[]][] {
  const context: [string, string | readonly string[]][] = principalContext(
    principal,
    Object.entries(sessionTagsOver(entityTags, session.tags ?? {})),
  )
  context.push(['aws:TokenIssueTime', new Date(session.issuedAt).toISOString()])
  if (session.sourceIdentity !== undefined) context.push(['aws:SourceIdentity', session.sourceIdentity])
  if (session.federatedProvider !== undefined)
    context.push(['aws:FederatedProvider', session.federatedProvider])
  if (session.samlSubject !== undefined) {
    const { subject, subjectType, nameQualifier } = session.samlSubject
    context.push(['saml:sub', subject], ['saml:sub_type', subjectType], ['saml:namequalifier', nameQualifier])
  }
  context.push(['aws:MultiFactorAuthPresent', String(session.mfaAt !== undefined)])
  if (session.mfaAt !== undefined) {
    context.push(['aws:MultiFactorAuthAge', String(Math.floor((now - session.mfaAt) / 1000))])
  }
  return context
}

/** Session tags replace the tags of the role or user whose keys differ from theirs in case only. */
function sessionTagsOver(
  entityTags: Readonly<Record<string, string>>,
  sessionTags: Readonly<Record<string, string>>,
) {
  const keys = new Set(Object.keys(sessionTags).map((key) => key.toLowerCase()))
  const kept = Object.entries(entityTags).filter(([key]) => !keys.has(key.toLowerCase()))
  return { ...Object.fromEntries(kept), ...sessionTags }
}
