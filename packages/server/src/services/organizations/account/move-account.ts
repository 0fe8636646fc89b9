import { MoveAccount$, type MoveAccountRequest } from '@aws-sdk/client-organizations'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { organizationsConstraints } from '../constraints.ts'
import { organizationsFaults } from '../faults.ts'
import { managedOrganization } from '../managed-organization.ts'
import { namedTarget } from '../named-target.ts'
import { organizationPermissions } from '../organization-permissions.ts'
import { namedAccount } from './named-account.ts'

/** AWS says of an account that is not where the call says that it does not exist. */
export const moveAccount = operation<Given<MoveAccountRequest>, void>(MoveAccount$, {
  constraints: {
    AccountId: organizationsConstraints.id,
    DestinationParentId: organizationsConstraints.id,
    SourceParentId: organizationsConstraints.id,
  },
  authorize: organizationPermissions('MoveAccount', ({ AccountId, SourceParentId, DestinationParentId }) => ({
    on: [AccountId, SourceParentId, DestinationParentId],
  })),
  trail: { readOnly: false },
  async handle({ AccountId, SourceParentId, DestinationParentId }, context) {
    const { transaction } = context
    const organization = await managedOrganization(context)
    const parent = (id: string, missing: () => ReturnType<typeof organizationsFaults.noSuchSource>) =>
      namedTarget(id, ['root', 'unit'], missing, organization, transaction)
    const account = await namedAccount(AccountId, organization, transaction)
    const source = await parent(SourceParentId, organizationsFaults.noSuchSource)
    const destination = await parent(DestinationParentId, organizationsFaults.noSuchDestination)
    if (account.parentId === destination.id) throw organizationsFaults.duplicateAccount()
    if (account.parentId !== source.id) throw organizationsFaults.noSuchAccount()
    await account.change({ parentId: destination.id }, transaction)
  },
})
