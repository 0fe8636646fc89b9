import { policyQuotas } from '@rolecall/policy'
import { type Role, roles } from '../../../records/role.ts'
import { iamConstraints } from '../constraints.ts'
import { iamFaults } from '../faults.ts'
import type { IdentityKind } from '../identity/identity-kind.ts'
import { iamQuotas } from '../quotas.ts'
import { roleFaults } from './role-faults.ts'

/** Roles, as operations on identities see them. */
export const roleKind: IdentityKind<Role> = {
  type: 'Role',
  member: 'RoleName',
  name: iamConstraints.roleName,
  word: 'role',
  resourceType: 'AWS::IAM::Role',
  quotas: {
    attached: { name: 'PoliciesPerRole', most: iamQuotas.attachedPoliciesPerRole },
    inline: policyQuotas['inline-role'],
  },
  faults: { noSuchIdentity: iamFaults.noSuchRole, noSuchInlinePolicy: iamFaults.noSuchRolePolicy },
  refuseChange({ name, linkedService }) {
    if (linkedService !== undefined) throw roleFaults.protected(name)
  },
  read: (name, { transaction, account }) => transaction.get(roles, [account, name.toLowerCase()]),
  keep: (role, { transaction }) => transaction.put(roles, [role.account, role.name.toLowerCase()], role),
}
