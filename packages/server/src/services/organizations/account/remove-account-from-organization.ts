import {
  RemoveAccountFromOrganization$,
  type RemoveAccountFromOrganizationRequest,
} from '@aws-sdk/client-organizations'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { organizationsConstraints } from '../constraints.ts'
import { endMembership } from '../end-membership.ts'
import { organizationsFaults } from '../faults.ts'
import { managedOrganization } from '../managed-organization.ts'
import { organizationPermissions } from '../organization-permissions.ts'
import { namedAccount } from './named-account.ts'

/** Nobody pays for an account here, so it may leave at once. */
export const removeAccountFromOrganization = operation<Given<RemoveAccountFromOrganizationRequest>, void>(
  RemoveAccountFromOrganization$,
  {
    constraints: { AccountId: organizationsConstraints.id },
    authorize: organizationPermissions('RemoveAccountFromOrganization', ({ AccountId }) => ({
      on: [AccountId],
    })),
    trail: { readOnly: false },
    async handle({ AccountId }, context) {
      const organization = await managedOrganization(context)
      const { id } = await namedAccount(AccountId, organization, context.transaction)
      if (id === organization.managementAccountId) throw organizationsFaults.managementCannotLeave()
      await endMembership(id, context.transaction)
    },
  },
)
