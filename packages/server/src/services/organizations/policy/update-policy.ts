import {
  UpdatePolicy$,
  type UpdatePolicyRequest,
  type UpdatePolicyResponse,
} from '@aws-sdk/client-organizations'
import { organizationPolicies } from '../../../records/organization-policy.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { organizationsConstraints } from '../constraints.ts'
import { organizationsFaults } from '../faults.ts'
import { managedOrganization } from '../managed-organization.ts'
import { organizationPermissions } from '../organization-permissions.ts'
import { renewOrganization } from '../renew-organization.ts'
import { ownPolicy } from './own-policy.ts'
import { policiesOfType } from './policies-of-type.ts'
import { policyOutput } from './policy-output.ts'
import { refuseContent } from './refuse-content.ts'

export const updatePolicy = operation<Given<UpdatePolicyRequest>, UpdatePolicyResponse>(UpdatePolicy$, {
  constraints: {
    Content: organizationsConstraints.policyContent,
    Description: organizationsConstraints.policyDescription,
    Name: organizationsConstraints.policyName,
    PolicyId: organizationsConstraints.id,
  },
  authorize: organizationPermissions('UpdatePolicy', ({ PolicyId }) => ({ on: [PolicyId] })),
  trail: { readOnly: false },
  async handle(input, context) {
    const { transaction } = context
    const organization = await managedOrganization(context)
    const policy = await ownPolicy(input.PolicyId, organization, transaction)
    const { Name: name = policy.name, Content: content = policy.content } = input
    if (input.Content !== undefined) refuseContent(content, policy.type)
    const others = await policiesOfType(policy.type, organization, transaction)
    if (others.some((other) => other.name === name && other.id !== policy.id)) {
      throw organizationsFaults.duplicatePolicy()
    }
    const changed = { ...policy, name, content, description: input.Description ?? policy.description }
    await renewOrganization(organization.id, transaction)
    await transaction.put(organizationPolicies, [organization.id, policy.id], changed)
    return { Policy: policyOutput.whole(changed) }
  },
})
