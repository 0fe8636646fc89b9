import { LeaveOrganization$ } from '@aws-sdk/client-organizations'
import { operation } from '../../operation.ts'
import { endMembership } from '../end-membership.ts'
import { organizationsFaults } from '../faults.ts'
import { organizationPermissions } from '../organization-permissions.ts'
import { ownOrganization } from '../own-organization.ts'

/** A member leaves by itself. Nobody pays for an account here, so it may at once, unless an SCP denies it. */
export const leaveOrganization = operation<object, void>(LeaveOrganization$, {
  authorize: organizationPermissions('LeaveOrganization'),
  trail: { readOnly: false },
  async handle(_input, { account, transaction }) {
    const organization = await ownOrganization(account, transaction)
    if (!organization) throw organizationsFaults.notInUse()
    if (organization.managementAccountId === account) throw organizationsFaults.managementCannotLeave()
    await endMembership(account, transaction)
  },
})
