import {
  CreateAccount$,
  type CreateAccountRequest,
  type CreateAccountResponse,
} from '@aws-sdk/client-organizations'
import { type AccountCreation, accountCreations } from '../../../records/account-creation.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { organizationsConstraints } from '../constraints.ts'
import { managedOrganization } from '../managed-organization.ts'
import { newId } from '../new-id.ts'
import { organizationPermissions } from '../organization-permissions.ts'
import { mergeTags } from '../tag/merge-tags.ts'
import { creationOutput } from './creation-output.ts'
import { provisionAccount } from './provision-account.ts'

const usualRoleName = 'OrganizationAccountAccessRole'

/** As in AWS the request is noted, and its status tells later how it went: also that an email is taken. */
export const createAccount = operation<Given<CreateAccountRequest>, CreateAccountResponse>(CreateAccount$, {
  constraints: {
    AccountName: organizationsConstraints.accountName,
    Email: organizationsConstraints.email,
    IamUserAccessToBilling: organizationsConstraints.billing,
    RoleName: organizationsConstraints.roleName,
    Tags: organizationsConstraints.tags,
  },
  authorize: organizationPermissions('CreateAccount', ({ Tags }) => ({ tags: Tags, makes: true })),
  trail: { readOnly: false },
  async handle(input, context) {
    const { now, random, transaction } = context
    const { id: organizationId } = await managedOrganization(context)
    const creation: AccountCreation = {
      organizationId,
      id: `car-${newId(32, random)}`,
      state: 'IN_PROGRESS',
      requestedAt: now,
      accountName: input.AccountName,
      email: input.Email,
      roleName: input.RoleName ?? usualRoleName,
      tags: mergeTags({}, input.Tags),
    }
    await transaction.put(accountCreations, [organizationId, creation.id], creation)
    context.later(() => provisionAccount(creation, context))
    return { CreateAccountStatus: creationOutput(creation) }
  },
})
