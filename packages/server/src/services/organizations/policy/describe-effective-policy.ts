import {
  DescribeEffectivePolicy$,
  type DescribeEffectivePolicyRequest,
  type DescribeEffectivePolicyResponse,
  EffectivePolicyType,
} from '@aws-sdk/client-organizations'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { organizationsConstraints } from '../constraints.ts'
import { organizationsFaults } from '../faults.ts'
import { organizationIds } from '../organization-ids.ts'
import { organizationPermissions } from '../organization-permissions.ts'
import { ownOrganization } from '../own-organization.ts'
import { targets } from '../targets.ts'

const types: ReadonlySet<string> = new Set(Object.values(EffectivePolicyType))

/**
 * Authorization policies have no effective policy, in AWS neither; and of the types that have one none is offered
 * here, so that there is never one. A member may ask for itself.
 */
export const describeEffectivePolicy = operation<
  Given<DescribeEffectivePolicyRequest>,
  DescribeEffectivePolicyResponse
>(DescribeEffectivePolicy$, {
  constraints: { TargetId: organizationsConstraints.id },
  authorize: organizationPermissions('DescribeEffectivePolicy', ({ PolicyType, TargetId }) => ({
    on: [TargetId],
    policyType: PolicyType,
  })),
  trail: { readOnly: true },
  async handle({ PolicyType, TargetId }, { account, transaction }) {
    const organization = await ownOrganization(account, transaction)
    if (!organization) throw organizationsFaults.notInUse()
    const { managementAccountId } = organization
    const id = TargetId ?? account
    if (id !== account && account !== managementAccountId) throw organizationsFaults.noAccess()
    if (!types.has(PolicyType)) throw organizationsFaults.invalidEnum()
    if (!organizationIds.account.test(id)) throw organizationsFaults.invalidPattern()
    if (!(await targets.find(id, organization, transaction))) throw organizationsFaults.noSuchTarget()
    throw organizationsFaults.noSuchEffectivePolicy()
  },
})
