import { policyQuotas } from '@rolecall/policy'
import { type User, users } from '../../../records/user.ts'
import { iamConstraints } from '../constraints.ts'
import type { IdentityKind } from '../identity/identity-kind.ts'
import { iamQuotas } from '../quotas.ts'
import { userFaults } from './user-faults.ts'

/** Users, as operations on identities see them. */
export const userKind: IdentityKind<User> = {
  type: 'User',
  member: 'UserName',
  name: iamConstraints.userName,
  word: 'user',
  resourceType: 'AWS::IAM::User',
  quotas: {
    attached: { name: 'PoliciesPerUser', most: iamQuotas.attachedPoliciesPerUser },
    inline: policyQuotas['inline-user'],
  },
  faults: { noSuchIdentity: userFaults.noSuchUser, noSuchInlinePolicy: userFaults.noSuchPolicy },
  read: (name, { transaction, account }) => transaction.get(users, [account, name.toLowerCase()]),
  keep: (user, { transaction }) => transaction.put(users, [user.account, user.name.toLowerCase()], user),
}
