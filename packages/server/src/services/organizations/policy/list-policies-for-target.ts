import {
  ListPoliciesForTarget$,
  type ListPoliciesForTargetRequest,
  type ListPoliciesForTargetResponse,
} from '@aws-sdk/client-organizations'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { attachedOfType } from '../attached-of-type.ts'
import { organizationsConstraints } from '../constraints.ts'
import { organizationsFaults } from '../faults.ts'
import { managedOrganization } from '../managed-organization.ts'
import { namedTarget } from '../named-target.ts'
import { organizationPermissions } from '../organization-permissions.ts'
import { page } from '../page.ts'
import { offeredPolicyType } from './offered-policy-type.ts'
import { policyOutput } from './policy-output.ts'

/** What is attached to the target itself, and not what it inherits. */
export const listPoliciesForTarget = operation<
  Given<ListPoliciesForTargetRequest>,
  ListPoliciesForTargetResponse
>(ListPoliciesForTarget$, {
  constraints: {
    MaxResults: organizationsConstraints.maxResults,
    NextToken: organizationsConstraints.nextToken,
    TargetId: organizationsConstraints.id,
  },
  authorize: organizationPermissions('ListPoliciesForTarget', ({ TargetId, Filter }) => ({
    on: [TargetId],
    policyType: Filter,
  })),
  trail: { readOnly: true },
  async handle(input, context) {
    const { transaction } = context
    const organization = await managedOrganization(context)
    const type = offeredPolicyType(input.Filter, organization)
    const target = await namedTarget(
      input.TargetId,
      ['root', 'unit', 'account'],
      organizationsFaults.noSuchTarget,
      organization,
      transaction,
    )
    const policies = await attachedOfType(target, type, organization, transaction)
    const { items, next } = page(policies, input, ({ id }) => id)
    return { Policies: items.map(policyOutput.listed), ...next }
  },
})
