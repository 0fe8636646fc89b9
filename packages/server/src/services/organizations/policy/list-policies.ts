import {
  ListPolicies$,
  type ListPoliciesRequest,
  type ListPoliciesResponse,
} from '@aws-sdk/client-organizations'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { organizationsConstraints } from '../constraints.ts'
import { managedOrganization } from '../managed-organization.ts'
import { organizationPermissions } from '../organization-permissions.ts'
import { page } from '../page.ts'
import { offeredPolicyType } from './offered-policy-type.ts'
import { policiesOfType } from './policies-of-type.ts'
import { policyOutput } from './policy-output.ts'

export const listPolicies = operation<Given<ListPoliciesRequest>, ListPoliciesResponse>(ListPolicies$, {
  constraints: {
    MaxResults: organizationsConstraints.maxResults,
    NextToken: organizationsConstraints.nextToken,
  },
  authorize: organizationPermissions('ListPolicies', ({ Filter }) => ({ policyType: Filter })),
  trail: { readOnly: true },
  async handle(input, context) {
    const organization = await managedOrganization(context)
    const type = offeredPolicyType(input.Filter, organization)
    const all = await policiesOfType(type, organization, context.transaction)
    const { items, next } = page(all, input, ({ id }) => id)
    return { Policies: items.map(policyOutput.listed), ...next }
  },
})
