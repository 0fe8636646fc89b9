import {
  AssumeRoleWithWebIdentity$,
  type AssumeRoleWithWebIdentityRequest,
  type AssumeRoleWithWebIdentityResponse,
} from '@aws-sdk/client-sts'
import { decide, requestContext, webIdentityContext } from '@rolecall/policy'
import { unsignedOperation } from '../operation.ts'
import { assumeKeys } from './assume-keys.ts'
import { assumedRole } from './assumed-role.ts'
import { stsConstraints } from './constraints.ts'
import { stsFaults } from './faults.ts'
import { issueSession } from './issue-session.ts'
import { sessionDuration } from './session-duration.ts'
import { sessionPolicies } from './session-policy.ts'
import { sessionTags } from './session-tags.ts'
import { trustedRole } from './trusted-role.ts'
import { proveWebIdentity, type WebIdentity } from './web-identity.ts'

/** One text for every refusal by trust, and for a role that is not there: nobody learns which. */
const notAuthorized = 'Not authorized to perform sts:AssumeRoleWithWebIdentity'

export const assumeRoleWithWebIdentity = unsignedOperation<
  AssumeRoleWithWebIdentityRequest,
  AssumeRoleWithWebIdentityResponse,
  WebIdentity
>(AssumeRoleWithWebIdentity$, {
  constraints: {
    DurationSeconds: stsConstraints.roleDuration,
    MinimumSessionTokenSize: stsConstraints.minimumSessionTokenSize,
    Policy: stsConstraints.policy,
    PolicyArns: stsConstraints.policyArns,
    ProviderId: stsConstraints.providerId,
    RoleArn: stsConstraints.arn,
    RoleSessionName: stsConstraints.sessionName,
    WebIdentityToken: stsConstraints.webIdentityToken,
  },
  trail: {
    readOnly: true,
    recordsAnswer: true,
    resources: (input) => [{ type: 'AWS::IAM::Role', name: input.RoleArn ?? '' }],
  },
  prove: proveWebIdentity,
  async handle(input, { transaction, callKeys, mint, now }, identity) {
    const sessionName = input.RoleSessionName ?? ''
    const found = await trustedRole(input.RoleArn ?? '', transaction)
    if (!found) throw stsFaults.accessDenied(notAuthorized)
    const { role } = found
    const tags = sessionTags(identity, undefined)
    const keys = requestContext([
      ...callKeys,
      ...webIdentityContext(identity.provider.hostPath, identity.claims),
      ['aws:FederatedProvider', identity.provider.arn],
      ...found.keys,
      ...assumeKeys({
        role,
        sessionName,
        tags,
        transitiveTagKeys: identity.TransitiveTagKeys,
        sourceIdentity: identity.sourceIdentity,
      }),
    ])
    const actions = [
      'sts:AssumeRoleWithWebIdentity',
      ...(Object.keys(tags.passed).length > 0 ? ['sts:TagSession'] : []),
      ...(identity.sourceIdentity === undefined ? [] : ['sts:SetSourceIdentity']),
    ]
    for (const action of actions) {
      const decision = decide(
        {
          principal: { type: 'web-identity', provider: identity.provider.arn },
          action,
          resource: { arn: role.arn, account: role.account },
          context: keys,
        },
        { identity: [], ...found.policies },
      )
      if (!decision.allowed) throw stsFaults.accessDenied(notAuthorized)
    }
    const seconds = sessionDuration(input.DurationSeconds, role, false)
    const { packedSize, ...policies } = await sessionPolicies(input, role.account, transaction)
    const { sourceIdentity } = identity
    const isTagged = Object.keys(tags.passed).length > 0
    const credentials = issueSession(
      {
        account: role.account,
        principal: { type: 'role', name: role.name, id: role.id, sessionName },
        issuedAt: now,
        expiresAt: now + seconds * 1000,
        ...policies,
        ...(Object.keys(tags.tags).length > 0
          ? { tags: tags.tags, transitiveTagKeys: tags.transitiveTagKeys }
          : {}),
        sourceIdentity,
        federatedProvider: identity.provider.arn,
        pod: identity.pod,
      },
      mint,
      input.MinimumSessionTokenSize,
    )
    return {
      ...assumedRole(role, sessionName, credentials, { packedSize, isTagged, sourceIdentity }),
      SubjectFromWebIdentityToken: identity.subject,
      Provider: identity.provider.arn,
      Audience: identity.audience,
    }
  },
})
