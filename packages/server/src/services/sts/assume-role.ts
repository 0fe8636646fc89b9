import { AssumeRole$, type AssumeRoleRequest, type AssumeRoleResponse } from '@aws-sdk/client-sts'
import { decide, type Policies, requestContext } from '@rolecall/policy'
import type { Caller } from '../../callers/caller.ts'
import { operation } from '../operation.ts'
import type { ServiceContext } from '../service-context.ts'
import { assumedRole } from './assumed-role.ts'
import { stsConstraints } from './constraints.ts'
import { stsFaults } from './faults.ts'
import { sessionDuration } from './session-duration.ts'
import { sessionPolicies } from './session-policy.ts'
import { type SessionTags, sessionTags } from './session-tags.ts'
import { trustedRole } from './trusted-role.ts'

/**
 * The role's trust policy is the resource policy of this call, so the decision needs the role and is made
 * by `handle`: every permission the call needs is asked of both sides there.
 */
export const assumeRole = operation<AssumeRoleRequest, AssumeRoleResponse>(AssumeRole$, {
  constraints: {
    DurationSeconds: stsConstraints.roleDuration,
    ExternalId: stsConstraints.externalId,
    Policy: stsConstraints.policy,
    RoleArn: stsConstraints.arn,
    RoleSessionName: stsConstraints.sessionName,
    SerialNumber: stsConstraints.serialNumber,
    SourceIdentity: stsConstraints.sessionName,
    Tags: stsConstraints.tags,
    TokenCode: stsConstraints.tokenCode,
  },
  authorize: () => [],
  trail: {
    readOnly: true,
    recordsAnswer: true,
    resources: (input) => [{ type: 'AWS::IAM::Role', name: input.RoleArn ?? '' }],
  },
  async handle(input, context) {
    const { caller, mint, now } = context
    if (input.ProvidedContexts?.length) throw stsFaults.validation('ProvidedContexts are not supported.')
    const tags = sessionTags(input, caller.session)
    const role = await trustedRoleFor(input, tags, context)
    const before = caller.session
    const sourceIdentity = sourceIdentityOf(input, caller)
    if (before?.sourceIdentity !== undefined && sourceIdentity !== before.sourceIdentity) {
      throw stsFaults.accessDenied('The source identity of a session cannot be changed.')
    }
    const chained = caller.principal.type === 'role-session'
    const seconds = sessionDuration(input.DurationSeconds, role, chained)
    const { packedSize, ...policies } = await sessionPolicies(input, role.account, context.transaction)
    const credentials = mint.issue({
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
    })
    return assumedRole(role, input.RoleSessionName ?? '', credentials, { packedSize, sourceIdentity })
  },
})

/** The role, when both sides let the caller assume it as asked. @throws Fault AccessDenied, also for no role */
async function trustedRoleFor(input: AssumeRoleRequest, tags: SessionTags, context: ServiceContext) {
  const arn = input.RoleArn ?? ''
  const found = await trustedRole(arn, context.transaction)
  const policies: Policies = { ...context.caller.policies, resource: found?.trust }
  for (const { action, keys } of permissions(input, tags, sourceIdentityOf(input, context.caller))) {
    if (!found) throw notAuthorized(context.caller, action, arn)
    const decision = decide(
      {
        principal: context.caller.principal,
        action,
        resource: { arn, account: found.role.account },
        context: requestContext([...context.callKeys, ...roleKeys(found.role.tags), ...keys]),
      },
      policies,
    )
    if (!decision.allowed) throw notAuthorized(context.caller, action, arn)
  }
  if (!found) throw new Error('a call without permissions to ask for')
  return found.role
}

/** One text for every refusal, and for a role that is not there: nobody learns which. */
function notAuthorized({ principal }: Caller, action: string, arn: string) {
  const who = 'arn' in principal ? principal.arn : principal.type
  return stsFaults.accessDenied(`User: ${who} is not authorized to perform: ${action} on resource: ${arn}`)
}

function roleKeys(tags: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(tags).flatMap(([key, value]) => [
    [`aws:ResourceTag/${key}`, value],
    [`iam:ResourceTag/${key}`, value],
  ])
}

/** Once set it comes along with every role that is assumed from there. */
function sourceIdentityOf({ SourceIdentity }: AssumeRoleRequest, { session }: Caller): string | undefined {
  return SourceIdentity ?? session?.sourceIdentity
}

/** Tags and a source identity are permissions of their own, also where they come from the session before. */
function permissions(
  input: AssumeRoleRequest,
  { passed, tags }: SessionTags,
  sourceIdentity: string | undefined,
) {
  const tagKeys = Object.keys(passed)
  const keys: [string, string | readonly string[]][] = [
    ['sts:RoleSessionName', input.RoleSessionName ?? ''],
    ...Object.entries(passed).map(([key, value]): [string, string] => [`aws:RequestTag/${key}`, value]),
  ]
  if (input.ExternalId !== undefined) keys.push(['sts:ExternalId', input.ExternalId])
  if (sourceIdentity !== undefined) keys.push(['sts:SourceIdentity', sourceIdentity])
  if (tagKeys.length > 0) keys.push(['aws:TagKeys', tagKeys])
  if (input.TransitiveTagKeys?.length) keys.push(['sts:TransitiveTagKeys', input.TransitiveTagKeys])
  return [
    { action: 'sts:AssumeRole', keys },
    ...(Object.keys(tags).length > 0 ? [{ action: 'sts:TagSession', keys }] : []),
    ...(sourceIdentity === undefined ? [] : [{ action: 'sts:SetSourceIdentity', keys }]),
  ]
}
