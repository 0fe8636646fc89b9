import { formatArn, newUniqueId, type Randomness } from '@rolecall/core'
import type { Organization } from '../../../records/organization.ts'
import { policyAttachments } from '../../../records/policy-attachment.ts'
import { roles } from '../../../records/role.ts'
import type { Transaction } from '../../../store/store.ts'

interface AccessRole {
  readonly account: string
  readonly name: string
  readonly organization: Organization
  readonly random: Randomness
  readonly now: number
}

/** The role by which the management account administers a new account: the only way into it at first. */
export async function makeAccessRole(
  { account, name, organization, random, now }: AccessRole,
  transaction: Transaction,
): Promise<void> {
  const { partition, managementAccountId } = organization
  const arn = (owner: string, resource: string) =>
    formatArn({ partition, service: 'iam', region: '', account: owner, resource })
  const administratorAccess = 'arn:aws:iam::aws:policy/AdministratorAccess'
  const trust = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { AWS: arn(managementAccountId, 'root') }, Action: 'sts:AssumeRole' },
    ],
  }
  await transaction.put(roles, [account, name.toLowerCase()], {
    account,
    name,
    path: '/',
    id: newUniqueId('role', random),
    arn: arn(account, `role/${name}`),
    createdAt: now,
    maxSessionDuration: 3600,
    trust: { document: JSON.stringify(trust), principalIds: {} },
    tags: {},
    inline: {},
    attached: [administratorAccess],
  })
  await transaction.put(
    policyAttachments,
    [account, administratorAccess, 'permissions', 'Role', name.toLowerCase()],
    { policyArn: administratorAccess, entity: 'Role', name, use: 'permissions' },
  )
}
