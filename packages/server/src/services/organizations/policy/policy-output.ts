import type { Policy, PolicySummary } from '@aws-sdk/client-organizations'
import type { OrganizationPolicy } from '../../../records/organization-policy.ts'

/** A policy as the service writes it, in its lists and whole. */
export const policyOutput = {
  listed: ({ id, arn, name, description, type, organizationId }: OrganizationPolicy): PolicySummary => ({
    Id: id,
    Arn: arn,
    Name: name,
    Description: description,
    Type: type,
    AwsManaged: organizationId === 'aws',
  }),

  whole: (policy: OrganizationPolicy): Policy => ({
    PolicySummary: policyOutput.listed(policy),
    Content: policy.content,
  }),
}
