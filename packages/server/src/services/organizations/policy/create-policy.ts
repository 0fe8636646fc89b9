import {
  CreatePolicy$,
  type CreatePolicyRequest,
  type CreatePolicyResponse,
} from '@aws-sdk/client-organizations'
import { type OrganizationPolicy, organizationPolicies } from '../../../records/organization-policy.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { organizationsConstraints } from '../constraints.ts'
import { organizationsFaults } from '../faults.ts'
import { managedOrganization } from '../managed-organization.ts'
import { newId } from '../new-id.ts'
import { organizationArn } from '../organization-arn.ts'
import { organizationPermissions } from '../organization-permissions.ts'
import { organizationsQuotas } from '../quotas.ts'
import { mergeTags } from '../tag/merge-tags.ts'
import { offeredPolicyType } from './offered-policy-type.ts'
import { policiesOfType } from './policies-of-type.ts'
import { policyOutput } from './policy-output.ts'
import { refuseContent } from './refuse-content.ts'

export const createPolicy = operation<Given<CreatePolicyRequest>, CreatePolicyResponse>(CreatePolicy$, {
  constraints: {
    Content: organizationsConstraints.policyContent,
    Description: organizationsConstraints.policyDescription,
    Name: organizationsConstraints.policyName,
    Tags: organizationsConstraints.tags,
  },
  authorize: organizationPermissions('CreatePolicy', ({ Type, Tags }) => ({
    policyType: Type,
    tags: Tags,
    makes: true,
  })),
  trail: { readOnly: false },
  async handle(input, context) {
    const { random, transaction } = context
    const organization = await managedOrganization(context)
    const type = offeredPolicyType(input.Type, organization)
    refuseContent(input.Content, type)
    const present = await policiesOfType(type, organization, transaction)
    if (present.some(({ name }) => name === input.Name)) throw organizationsFaults.duplicatePolicy()
    if (present.length >= organizationsQuotas.policies) {
      throw organizationsFaults.constraint(
        'POLICY_NUMBER_LIMIT_EXCEEDED',
        'You have exceeded the number of policies that you can have in an organization.',
      )
    }
    const id = `p-${newId(8, random)}`
    const policy: OrganizationPolicy = {
      organizationId: organization.id,
      id,
      arn: organizationArn(organization, `policy/${organization.id}/${type.toLowerCase()}/${id}`),
      type,
      name: input.Name,
      description: input.Description,
      content: input.Content,
      tags: mergeTags({}, input.Tags),
    }
    await transaction.put(organizationPolicies, [organization.id, id], policy)
    return { Policy: policyOutput.whole(policy) }
  },
})
