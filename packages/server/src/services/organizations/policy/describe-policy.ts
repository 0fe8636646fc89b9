import {
  DescribePolicy$,
  type DescribePolicyRequest,
  type DescribePolicyResponse,
} from '@aws-sdk/client-organizations'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { organizationsConstraints } from '../constraints.ts'
import { managedOrganization } from '../managed-organization.ts'
import { namedPolicy } from '../named-policy.ts'
import { organizationPermissions } from '../organization-permissions.ts'
import { policyOutput } from './policy-output.ts'

export const describePolicy = operation<Given<DescribePolicyRequest>, DescribePolicyResponse>(
  DescribePolicy$,
  {
    constraints: { PolicyId: organizationsConstraints.id },
    authorize: organizationPermissions('DescribePolicy', ({ PolicyId }) => ({ on: [PolicyId] })),
    trail: { readOnly: true },
    async handle({ PolicyId }, context) {
      const organization = await managedOrganization(context)
      return { Policy: policyOutput.whole(await namedPolicy(PolicyId, organization, context.transaction)) }
    },
  },
)
