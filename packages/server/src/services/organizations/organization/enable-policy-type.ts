import {
  EnablePolicyType$,
  type EnablePolicyTypeRequest,
  type EnablePolicyTypeResponse,
} from '@aws-sdk/client-organizations'
import { organizations } from '../../../records/organization.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { organizationsConstraints } from '../constraints.ts'
import { organizationsFaults } from '../faults.ts'
import { fullAccess } from '../full-access.ts'
import { managedOrganization } from '../managed-organization.ts'
import { namedTarget } from '../named-target.ts'
import { organizationPermissions } from '../organization-permissions.ts'
import { offeredPolicyType } from '../policy/offered-policy-type.ts'
import { targets } from '../targets.ts'
import { rootOutput } from './root-output.ts'

/** As in AWS everything gets the policy that allows all, so that nothing is denied before somebody says so. */
export const enablePolicyType = operation<Given<EnablePolicyTypeRequest>, EnablePolicyTypeResponse>(
  EnablePolicyType$,
  {
    constraints: { RootId: organizationsConstraints.id },
    authorize: organizationPermissions('EnablePolicyType', ({ RootId, PolicyType }) => ({
      on: [RootId],
      policyType: PolicyType,
    })),
    trail: { readOnly: false },
    async handle({ RootId, PolicyType }, context) {
      const { transaction } = context
      const organization = await managedOrganization(context)
      await namedTarget(RootId, ['root'], organizationsFaults.noSuchRoot, organization, transaction)
      const type = offeredPolicyType(PolicyType, organization)
      if (organization.enabledPolicyTypes.includes(type)) throw organizationsFaults.typeAlreadyEnabled()
      const enabled = { ...organization, enabledPolicyTypes: [...organization.enabledPolicyTypes, type] }
      await transaction.put(organizations, [organization.id], enabled)
      for (const target of await targets.all(organization, transaction)) {
        await target.change({ attached: [...target.attached, ...fullAccess([type])] }, transaction)
      }
      return { Root: rootOutput(enabled) }
    },
  },
)
