import {
  AssumeRoleWithSAML$,
  type AssumeRoleWithSAMLRequest,
  type AssumeRoleWithSAMLResponse,
} from '@aws-sdk/client-sts'
import { unsignedOperation } from '../operation.ts'
import { stsConstraints } from './constraints.ts'
import { federatedSession } from './federated-session.ts'
import { proveSamlIdentity, type SamlIdentity } from './saml/saml-identity.ts'

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
  async handle(input, context, identity) {
    const { asked, assertion, nameQualifier, provider } = identity
    const federation = {
      ...asked,
      action: 'sts:AssumeRoleWithSAML',
      principal: { type: 'saml', provider: provider.arn },
      keys: identity.keys,
      remembered: {
        federatedProvider: provider.arn,
        samlSubject: { subject: assertion.subject, subjectType: assertion.subjectType, nameQualifier },
      },
      mostSeconds: asked.sessionDuration,
      end: identity.sessionEnd,
    } as const
    return {
      ...(await federatedSession(federation, input, context)),
      Subject: assertion.subject,
      SubjectType: assertion.subjectType,
      Issuer: assertion.issuer,
      Audience: assertion.recipient,
      NameQualifier: nameQualifier,
    }
  },
})
