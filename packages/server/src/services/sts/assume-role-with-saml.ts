import {
  AssumeRoleWithSAML$,
  type AssumeRoleWithSAMLRequest,
  type AssumeRoleWithSAMLResponse,
} from '@aws-sdk/client-sts'
import { decide, requestContext } from '@rolecall/policy'
import { unsignedOperation } from '../operation.ts'
import { assumeKeys } from './assume-keys.ts'
import { assumedRole } from './assumed-role.ts'
import { stsConstraints } from './constraints.ts'
import { stsFaults } from './faults.ts'
import { issueSession } from './issue-session.ts'
import { proveSamlIdentity, type SamlIdentity } from './saml/saml-identity.ts'
import { sessionDuration } from './session-duration.ts'
import { sessionPolicies } from './session-policy.ts'
import { sessionTags } from './session-tags.ts'
import { trustedRole } from './trusted-role.ts'

/** One text for every refusal by trust, and for a role that is not there: nobody learns which. */
const notAuthorized = 'Not authorized to perform sts:AssumeRoleWithSAML'

export const assumeRoleWithSaml = unsignedOperation<
  AssumeRoleWithSAMLRequest,
  AssumeRoleWithSAMLResponse,
  SamlIdentity
>(AssumeRoleWithSAML$, {
  constraints: {
    DurationSeconds: stsConstraints.roleDuration,
    MinimumSessionTokenSize: stsConstraints.minimumSessionTokenSize,
    Policy: stsConstraints.policy,
    PolicyArns: stsConstraints.policyArns,
    PrincipalArn: stsConstraints.arn,
    RoleArn: stsConstraints.arn,
    SAMLAssertion: stsConstraints.samlAssertion,
  },
  trail: {
    readOnly: true,
    recordsAnswer: true,
    resources: (input) => [
      { type: 'AWS::IAM::Role', name: input.RoleArn ?? '' },
      { type: 'AWS::IAM::SAMLProvider', name: input.PrincipalArn ?? '' },
    ],
  },
  prove: proveSamlIdentity,
  async handle(input, { transaction, callKeys, mint, now }, identity) {
    const { assertion, asked, provider } = identity
    const { sessionName, sourceIdentity } = asked
    const found = await trustedRole(input.RoleArn ?? '', transaction)
    if (!found) throw stsFaults.accessDenied(notAuthorized)
    const { role } = found
    const tags = sessionTags(asked, undefined)
    const transitiveTagKeys = asked.TransitiveTagKeys
    const context = requestContext([
      ...callKeys,
      ...identity.keys,
      ['aws:FederatedProvider', provider.arn],
      ...found.keys,
      ...assumeKeys({ role, sessionName, tags, transitiveTagKeys, sourceIdentity }),
    ])
    const actions = [
      'sts:AssumeRoleWithSAML',
      ...(Object.keys(tags.passed).length > 0 ? ['sts:TagSession'] : []),
      ...(sourceIdentity === undefined ? [] : ['sts:SetSourceIdentity']),
    ]
    for (const action of actions) {
      const decision = decide(
        {
          principal: { type: 'saml', provider: provider.arn },
          action,
          resource: { arn: role.arn, account: role.account },
          context,
        },
        { identity: [], ...found.policies },
      )
      if (!decision.allowed) throw stsFaults.accessDenied(notAuthorized)
    }
    const seconds = sessionDuration(input.DurationSeconds, role, false)
    const shortest = Math.min(seconds, asked.sessionDuration ?? seconds)
    const { packedSize, ...policies } = await sessionPolicies(input, role.account, transaction)
    const isTagged = Object.keys(tags.passed).length > 0
    const credentials = issueSession(
      {
        account: role.account,
        principal: { type: 'role', name: role.name, id: role.id, sessionName },
        issuedAt: now,
        expiresAt: Math.min(now + shortest * 1000, identity.sessionEnd ?? Number.POSITIVE_INFINITY),
        ...policies,
        ...(Object.keys(tags.tags).length > 0
          ? { tags: tags.tags, transitiveTagKeys: tags.transitiveTagKeys }
          : {}),
        sourceIdentity,
        federatedProvider: provider.arn,
        samlSubject: {
          subject: assertion.subject,
          subjectType: assertion.subjectType,
          nameQualifier: identity.nameQualifier,
        },
      },
      mint,
      input.MinimumSessionTokenSize,
    )
    return {
      ...assumedRole(role, sessionName, credentials, { packedSize, isTagged, sourceIdentity }),
      Subject: assertion.subject,
      SubjectType: assertion.subjectType,
      Issuer: assertion.issuer,
      Audience: assertion.recipient,
      NameQualifier: identity.nameQualifier,
    }
  },
})
