import type { AssumeRoleRequest } from '@aws-sdk/client-sts'
import { decide, type Policies, requestContext } from '@rolecall/policy'
import type { Caller } from '../../callers/caller.ts'
import type { ServiceContext } from '../service-context.ts'
import { assumeKeys } from './assume-keys.ts'
import { assumeRoleDenied } from './assume-role-denied.ts'
import { type AssumedRole, assumedRole } from './assumed-role.ts'
import { stsFaults } from './faults.ts'
import { issueSession } from './issue-session.ts'
import { type SecondFactor, secondFactor } from './second-factor.ts'
import { sessionDuration } from './session-duration.ts'
import { sessionPolicies } from './session-policy.ts'
import { type SessionTags, sessionTags } from './session-tags.ts'
import { trustedRole } from './trusted-role.ts'

/**
 * A session of a role for a caller with AWS credentials, when both sides allow it. The role's trust policy is the
 * resource policy of the call, so every permission it needs is asked of both sides here.
 *
 * @throws Fault AccessDenied in one text, also for a role that is not there; ValidationError and others
 */
export async function assumeRoleSession(
  input: AssumeRoleRequest,
  context: ServiceContext,
): Promise<AssumedRole> {
  const { caller, mint, now } = context
  if (input.ProvidedContexts?.length) throw stsFaults.validation('ProvidedContexts are not supported.')
  const tags = sessionTags(input, caller.session)
  const factor = await secondFactor(input, context)
  const role = await trustedRoleFor(input, { tags, factor }, context)
  const before = caller.session
  const sourceIdentity = sourceIdentityOf(input, caller)
  if (before?.sourceIdentity !== undefined && sourceIdentity !== before.sourceIdentity) {
    throw stsFaults.accessDenied('The source identity of a session cannot be changed.')
  }
  const chained = caller.principal.type === 'role-session'
  const seconds = sessionDuration(input.DurationSeconds, role, chained)
  const { packedSize, ...policies } = await sessionPolicies(input, role.account, context.transaction)
  const credentials = issueSession(
    {
      account: role.account,
      principal: { type: 'role', name: role.name, id: role.id, sessionName: input.RoleSessionName ?? '' },
      issuedAt: now,
      expiresAt: now + seconds * 1000,
      ...policies,
      ...(Object.keys(tags.tags).length > 0
        ? { tags: tags.tags, transitiveTagKeys: tags.transitiveTagKeys }
        : {}),
      sourceIdentity,
      chained: chained || undefined,
      pod: before?.pod,
    },
    mint,
    input.MinimumSessionTokenSize,
  )
  const isTagged = Object.keys(tags.passed).length > 0
  return assumedRole(role, input.RoleSessionName ?? '', credentials, {
    packedSize,
    isTagged,
    sourceIdentity,
  })
}

/** The role, when both sides let the caller assume it as asked. @throws Fault AccessDenied, also for no role */
async function trustedRoleFor(
  input: AssumeRoleRequest,
  { tags, factor }: { tags: SessionTags; factor: SecondFactor | undefined },
  context: ServiceContext,
) {
  const { caller } = context
  const arn = input.RoleArn ?? ''
  const found = await trustedRole(arn, context.transaction)
  const policies: Policies = { ...caller.policies, ...found?.policies }
  const sourceIdentity = sourceIdentityOf(input, caller)
  const callKeys = [...withSecondFactor(context.callKeys, factor), ...(found?.keys ?? [])]
  const keys = assumeKeys({
    role: found?.role ?? { tags: {} },
    sessionName: input.RoleSessionName ?? '',
    tags,
    transitiveTagKeys: input.TransitiveTagKeys ?? [],
    sourceIdentity,
    externalId: input.ExternalId,
  })
  for (const action of actions(tags, sourceIdentity)) {
    const request = {
      principal: caller.principal,
      action,
      resource: { arn, account: found?.role.account },
      context: requestContext([...callKeys, ...keys]),
    }
    const decision = decide(request, policies)
    if (!found || !decision.allowed) {
      throw assumeRoleDenied({ caller, request, policies, decision }, found?.role)
    }
  }
  if (!found) throw new Error('every call needs a permission')
  return found.role
}

/** What the call itself shows replaces what is known of the credentials that sign it. */
function withSecondFactor(callKeys: ServiceContext['callKeys'], factor: SecondFactor | undefined) {
  if (!factor) return callKeys
  return [...callKeys.filter(([key]) => !key.startsWith('aws:MultiFactorAuth')), ...factor.keys]
}

/** Once set it comes along with every role that is assumed from there. */
function sourceIdentityOf({ SourceIdentity }: AssumeRoleRequest, { session }: Caller): string | undefined {
  return SourceIdentity ?? session?.sourceIdentity
}

/** Tags and a source identity are permissions of their own, also where they come from the session before. */
function actions({ tags }: SessionTags, sourceIdentity: string | undefined): string[] {
  return [
    'sts:AssumeRole',
    ...(Object.keys(tags).length > 0 ? ['sts:TagSession'] : []),
    ...(sourceIdentity === undefined ? [] : ['sts:SetSourceIdentity']),
  ]
}
