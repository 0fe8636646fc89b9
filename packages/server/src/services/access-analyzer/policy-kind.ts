import type { PolicyType, ValidatePolicyResourceType } from '@aws-sdk/client-accessanalyzer'
import type { PolicyKind } from '@rolecall/policy'

const kinds: Readonly<Record<PolicyType, PolicyKind>> = {
  IDENTITY_POLICY: 'identity',
  RESOURCE_CONTROL_POLICY: 'rcp',
  RESOURCE_POLICY: 'resource',
  SERVICE_CONTROL_POLICY: 'scp',
}

/** The kind of policy that a call is about; that of a role is its trust policy. */
export function policyKind(type: PolicyType, attachedTo: ValidatePolicyResourceType | undefined): PolicyKind {
  return attachedTo === 'AWS::IAM::AssumeRolePolicyDocument' ? 'trust' : kinds[type]
}
