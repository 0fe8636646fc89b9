import {
  DisablePolicyType$,
  type DisablePolicyTypeRequest,
  type DisablePolicyTypeResponse,
} from '@aws-sdk/client-organizations'
import { organizations } from '../../../records/organization.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { attachedOfType } from '../attached-of-type.ts'
import { organizationsConstraints } from '../constraints.ts'
import { organizationsFaults } from '../faults.ts'
import { managedOrganization } from '../managed-organization.ts'
import { namedTarget } from '../named-target.ts'
import { organizationPermissions } from '../organization-permissions.ts'
import { offeredPolicyType } from '../policy/offered-policy-type.ts'
import { targets } from '../targets.ts'
import { rootOutput } from './root-output.ts'

/** Detaches every policy of the type from everything. */
export const disablePolicyType = operation<Given<DisablePolicyTypeRequest>, DisablePolicyTypeResponse>(
  DisablePolicyType$,
  {
    constraints: { RootId: organizationsConstraints.id },
    authorize: organizationPermissions('DisablePolicyType', ({ RootId, PolicyType }) => ({
      on: [RootId],
      policyType: PolicyType,
    })),
    trail: { readOnly: false },
    async handle({ RootId, PolicyType }, context) {
      const { transaction } = context
      const organization = await managedOrganization(context)
      await namedTarget(RootId, ['root'], organizationsFaults.noSuchRoot, organization, transaction)
      const type = offeredPolicyType(PolicyType, organization)
      const { enabledPolicyTypes } = organization
      if (!enabledPolicyTypes.includes(type)) throw organizationsFaults.typeNotEnabled()
      const without = enabledPolicyTypes.filter((one) => one !== type)
      const disabled = { ...organization, enabledPolicyTypes: without }
      await transaction.put(organizations, [organization.id], disabled)
      for (const target of await targets.all(organization, transaction)) {
        const ofType = await attachedOfType(target, type, organization, transaction)
        const attached = target.attached.filter((id) => !ofType.some((policy) => policy.id === id))
        await target.change({ attached }, transaction)
      }
      return { Root: rootOutput(disabled) }
    },
  },
)
