import { DeletePolicy$, type DeletePolicyRequest } from '@aws-sdk/client-organizations'
import { organizationPolicies } from '../../../records/organization-policy.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { organizationsConstraints } from '../constraints.ts'
import { organizationsFaults } from '../faults.ts'
import { managedOrganization } from '../managed-organization.ts'
import { organizationPermissions } from '../organization-permissions.ts'
import { targets } from '../targets.ts'
import { ownPolicy } from './own-policy.ts'

export const deletePolicy = operation<Given<DeletePolicyRequest>, void>(DeletePolicy$, {
  constraints: { PolicyId: organizationsConstraints.id },
  authorize: organizationPermissions('DeletePolicy', ({ PolicyId }) => ({ on: [PolicyId] })),
  trail: { readOnly: false },
  async handle({ PolicyId }, context) {
    const { transaction } = context
    const organization = await managedOrganization(context)
    const { id } = await ownPolicy(PolicyId, organization, transaction)
    const all = await targets.all(organization, transaction)
    if (all.some(({ attached }) => attached.includes(id))) throw organizationsFaults.policyInUse()
    await transaction.delete(organizationPolicies, [organization.id, id])
  },
})
