import {
  ListTargetsForPolicy$,
  type ListTargetsForPolicyRequest,
  type ListTargetsForPolicyResponse,
} from '@aws-sdk/client-organizations'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { organizationsConstraints } from '../constraints.ts'
import { managedOrganization } from '../managed-organization.ts'
import { namedPolicy } from '../named-policy.ts'
import { organizationPermissions } from '../organization-permissions.ts'
import { page } from '../page.ts'
import { targets } from '../targets.ts'

export const listTargetsForPolicy = operation<
  Given<ListTargetsForPolicyRequest>,
  ListTargetsForPolicyResponse
>(ListTargetsForPolicy$, {
  constraints: {
    MaxResults: organizationsConstraints.maxResults,
    NextToken: organizationsConstraints.nextToken,
    PolicyId: organizationsConstraints.id,
  },
  authorize: organizationPermissions('ListTargetsForPolicy', ({ PolicyId }) => ({ on: [PolicyId] })),
  trail: { readOnly: true },
  async handle(input, context) {
    const { transaction } = context
    const organization = await managedOrganization(context)
    const policy = await namedPolicy(input.PolicyId, organization, transaction)
    const all = await targets.all(organization, transaction)
    const having = all.filter(({ attached }) => attached.includes(policy.id))
    const { items, next } = page(having, input, ({ id }) => id)
    return {
      Targets: items.map(({ id, arn, name, type }) => ({ TargetId: id, Arn: arn, Name: name, Type: type })),
      ...next,
    }
  },
})
