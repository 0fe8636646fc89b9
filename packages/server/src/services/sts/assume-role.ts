import { AssumeRole$, type AssumeRoleRequest, type AssumeRoleResponse } from '@aws-sdk/client-sts'
import { operation } from '../operation.ts'
import { assumeRoleSession } from './assume-role-session.ts'
import { stsConstraints } from './constraints.ts'

/**
 * The role's trust policy is the resource policy of this call, so the decision needs the role and is made by
 * `handle`.
 */
export const assumeRole = operation<AssumeRoleRequest, AssumeRoleResponse>(AssumeRole$, {
  constraints: {
    DurationSeconds: stsConstraints.roleDuration,
    ExternalId: stsConstraints.externalId,
    MinimumSessionTokenSize: stsConstraints.minimumSessionTokenSize,
    Policy: stsConstraints.policy,
    PolicyArns: stsConstraints.policyArns,
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
  handle: assumeRoleSession,
})
