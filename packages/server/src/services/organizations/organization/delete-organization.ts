import { DeleteOrganization$ } from '@aws-sdk/client-organizations'
import { accountCreations } from '../../../records/account-creation.ts'
import { organizations } from '../../../records/organization.ts'
import { organizationNodes } from '../../../records/organization-node.ts'
import { organizationPolicies } from '../../../records/organization-policy.ts'
import { operation } from '../../operation.ts'
import { endMembership } from '../end-membership.ts'
import { organizationsFaults } from '../faults.ts'
import { managedOrganization } from '../managed-organization.ts'
import { organizationPermissions } from '../organization-permissions.ts'
import { targets } from '../targets.ts'

/** Only once the management account is alone in it; its units and policies go with it. */
export const deleteOrganization = operation<object, void>(DeleteOrganization$, {
  authorize: organizationPermissions('DeleteOrganization'),
  trail: { readOnly: false },
  async handle(_input, context) {
    const { account, transaction } = context
    const organization = await managedOrganization(context)
    const { id } = organization
    const creations = await transaction.list(accountCreations, [id])
    const others = (await targets.all(organization, transaction)).some(
      (target) => target.type === 'ACCOUNT' && target.id !== account,
    )
    if (others || creations.some(({ state }) => state === 'IN_PROGRESS')) {
      throw organizationsFaults.organizationNotEmpty()
    }
    for (const node of await transaction.list(organizationNodes, [id])) {
      await transaction.delete(organizationNodes, [id, node.id])
    }
    for (const policy of await transaction.list(organizationPolicies, [id])) {
      await transaction.delete(organizationPolicies, [id, policy.id])
    }
    for (const creation of creations) await transaction.delete(accountCreations, [id, creation.id])
    await endMembership(account, transaction)
    await transaction.delete(organizations, [id])
  },
})
