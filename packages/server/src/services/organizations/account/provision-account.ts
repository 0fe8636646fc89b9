import type { Randomness } from '@rolecall/core'
import { type Account, accounts } from '../../../records/account.ts'
import { type AccountCreation, accountCreations } from '../../../records/account-creation.ts'
import { accountEmails } from '../../../records/account-email.ts'
import { organizations } from '../../../records/organization.ts'
import type { Store, Transaction } from '../../../store/store.ts'
import { fullAccess } from '../full-access.ts'
import { organizationsQuotas } from '../quotas.ts'
import { targets } from '../targets.ts'
import { makeAccessRole } from './make-access-role.ts'

interface Tools {
  readonly store: Store
  readonly random: Randomness
  readonly now: number
}

/** Makes the account that was asked for, or notes why not; once more does nothing. */
export async function provisionAccount(asked: AccountCreation, tools: Tools): Promise<void> {
  const { organizationId, id } = asked
  await tools.store.transact(async (transaction) => {
    const creation = await transaction.get(accountCreations, [organizationId, id])
    if (creation?.state !== 'IN_PROGRESS') return
    const outcome = await outcomeOf(creation, tools, transaction)
    const done = { ...creation, ...outcome, completedAt: tools.now }
    await transaction.put(accountCreations, [organizationId, id], done)
  })
}

async function outcomeOf(
  creation: AccountCreation,
  { random, now }: Tools,
  transaction: Transaction,
): Promise<Partial<AccountCreation>> {
  const { organizationId, accountName, email, roleName, tags } = creation
  const organization = await transaction.get(organizations, [organizationId])
  if (!organization) throw new Error(`organization ${organizationId} is gone while it gets an account`)
  const emailKey: [string] = [email.toLowerCase()]
  if (await transaction.get(accountEmails, emailKey)) {
    return { state: 'FAILED', failureReason: 'EMAIL_ALREADY_EXISTS' }
  }
  const present = await targets.all(organization, transaction)
  if (present.filter(({ type }) => type === 'ACCOUNT').length >= organizationsQuotas.accounts) {
    return { state: 'FAILED', failureReason: 'ACCOUNT_LIMIT_EXCEEDED' }
  }
  const account: Account = {
    id: await freeId(random, transaction),
    name: accountName,
    email,
    createdAt: now,
    membership: {
      organizationId,
      parentId: organization.rootId,
      joinedAt: now,
      joinedMethod: 'CREATED',
      attached: fullAccess(organization.enabledPolicyTypes),
      tags,
    },
  }
  await transaction.put(accounts, [account.id], account)
  await transaction.put(accountEmails, emailKey, { accountId: account.id })
  await makeAccessRole({ account: account.id, name: roleName, organization, random, now }, transaction)
  return { state: 'SUCCEEDED', accountId: account.id }
}

/** Twelve digits that no account here has, closed ones included. */
async function freeId(random: Randomness, transaction: Transaction): Promise<string> {
  for (;;) {
    const number = Buffer.from(random(8)).readBigUInt64BE() % 1_000_000_000_000n
    const id = number.toString().padStart(12, '0')
    if (!(await transaction.get(accounts, [id]))) return id
  }
}
