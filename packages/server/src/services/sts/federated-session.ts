import type { AssumeRoleWithWebIdentityRequest } from '@aws-sdk/client-sts'
import { type ContextValue, decide, type Principal, requestContext } from '@rolecall/policy'
import type { Session } from '../../sessions/session.ts'
import type { ServiceContext } from '../service-context.ts'
import { assumeKeys } from './assume-keys.ts'
import { type AssumedRole, assumedRole } from './assumed-role.ts'
import { stsFaults } from './faults.ts'
import { issueSession } from './issue-session.ts'
import { sessionDuration } from './session-duration.ts'
import { sessionPolicies } from './session-policy.ts'
import { sessionTags } from './session-tags.ts'
import type { TokenTags } from './token-tags.ts'
import { trustedRole } from './trusted-role.ts'

/** What the ways to assume a role without AWS credentials differ in: who is vouched for, by whom, and how long. */
export interface Federation extends TokenTags {
  readonly action: 'sts:AssumeRole' | 'sts:AssumeRoleWithSAML' | 'sts:AssumeRoleWithWebIdentity'
  readonly principal: Principal
  readonly sessionName: string
  /** Condition keys of what the identity provider said. */
  readonly keys: readonly (readonly [key: string, value: ContextValue])[]
  /** What the session remembers of it. */
  readonly remembered: Pick<Session, 'federatedProvider' | 'pod' | 'samlSubject'>
  /** Seconds that the identity provider gives at most, and milliseconds since the epoch of its own end. */
  readonly mostSeconds?: number | undefined
  readonly end?: number | undefined
  /** How long a service of AWS asks for: what a role gives at most does not bind those. */
  readonly serviceSeconds?: number | undefined
}

type Asked = Pick<
  AssumeRoleWithWebIdentityRequest,
  'DurationSeconds' | 'MinimumSessionTokenSize' | 'Policy' | 'PolicyArns' | 'RoleArn'
>

/**
 * A session of a role for whom an identity provider or a service of AWS vouches, when the role's trust policy and the
 * RCPs of its account let them, each permission asked for itself. Identity policies and SCPs have no say: nobody of AWS calls.
 *
 * @throws Fault AccessDenied in one text for every refusal, and for a role that is not there: nobody learns which.
 */
export async function federatedSession(
  federation: Federation,
  input: Asked,
  { callKeys, mint, now, transaction }: Pick<ServiceContext, 'callKeys' | 'mint' | 'now' | 'transaction'>,
): Promise<AssumedRole> {
  const { action, principal, remembered, sessionName, sourceIdentity, TransitiveTagKeys } = federation
  const notAuthorized = () => stsFaults.accessDenied(`Not authorized to perform ${action}`)
  const found = await trustedRole(input.RoleArn ?? '', transaction)
  if (!found) throw notAuthorized()
  const { role } = found
  const tags = sessionTags(federation, undefined)
  const isTagged = Object.keys(tags.passed).length > 0
  const context = requestContext([
    ...callKeys,
    ...federation.keys,
    ['aws:FederatedProvider', remembered.federatedProvider],
    ...found.keys,
    ...assumeKeys({ role, sessionName, tags, transitiveTagKeys: TransitiveTagKeys, sourceIdentity }),
  ])
  const resource = { arn: role.arn, account: role.account }
  const actions = [
    action,
    ...(isTagged ? ['sts:TagSession'] : []),
    ...(sourceIdentity === undefined ? [] : ['sts:SetSourceIdentity']),
  ]
  for (const one of actions) {
    const decision = decide(
      { principal, action: one, resource, context },
      { identity: [], ...found.policies },
    )
    if (!decision.allowed) throw notAuthorized()
  }
  const seconds = federation.serviceSeconds ?? sessionDuration(input.DurationSeconds, role, false)
  const shortest = Math.min(seconds, federation.mostSeconds ?? seconds)
  const { packedSize, ...policies } = await sessionPolicies(input, role.account, transaction)
  const credentials = issueSession(
    {
      account: role.account,
      principal: { type: 'role', name: role.name, id: role.id, sessionName },
      issuedAt: now,
      expiresAt: Math.min(now + shortest * 1000, federation.end ?? Number.POSITIVE_INFINITY),
      ...policies,
      ...(isTagged ? { tags: tags.tags, transitiveTagKeys: tags.transitiveTagKeys } : {}),
      sourceIdentity,
      ...remembered,
    },
    mint,
    input.MinimumSessionTokenSize,
  )
  return assumedRole(role, sessionName, credentials, { packedSize, isTagged, sourceIdentity })
}
