import {
  AssumeRoleWithWebIdentity$,
  type AssumeRoleWithWebIdentityRequest,
  type AssumeRoleWithWebIdentityResponse,
} from '@aws-sdk/client-sts'
import { webIdentityContext } from '@rolecall/policy'
import { unsignedOperation } from '../operation.ts'
import { stsConstraints } from './constraints.ts'
import { federatedSession } from './federated-session.ts'
import { proveWebIdentity, type WebIdentity } from './web-identity.ts'

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
  async handle(input, context, identity) {
    const { provider } = identity
    const federation = {
      ...identity,
      action: 'sts:AssumeRoleWithWebIdentity',
      principal: { type: 'web-identity', provider: provider.arn },
      sessionName: input.RoleSessionName ?? '',
      keys: webIdentityContext(provider.hostPath, identity.claims),
      remembered: { federatedProvider: provider.arn, pod: identity.pod },
    } as const
    return {
      ...(await federatedSession(federation, input, context)),
      SubjectFromWebIdentityToken: identity.subject,
      Provider: provider.arn,
      Audience: identity.audience,
    }
  },
})
