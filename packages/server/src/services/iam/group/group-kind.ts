import { policyQuotas } from '@rolecall/policy'
import { type Group, groups } from '../../../records/group.ts'
import { iamConstraints } from '../constraints.ts'
import type { IdentityKind } from '../identity/identity-kind.ts'
import { iamQuotas } from '../quotas.ts'
import { groupFaults } from './group-faults.ts'

/** Groups, as operations on identities see them. */
export const groupKind: IdentityKind<Group> = {
  type: 'Group',
  member: 'GroupName',
  name: iamConstraints.groupName,
  word: 'group',
  resourceType: 'AWS::IAM::Group',
  quotas: {
    attached: { name: 'PoliciesPerGroup', most: iamQuotas.attachedPoliciesPerGroup },
    inline: policyQuotas['inline-group'],
  },
  faults: { noSuchIdentity: groupFaults.noSuchGroup, noSuchInlinePolicy: groupFaults.noSuchPolicy },
  read: (name, { transaction, account }) => transaction.get(groups, [account, name.toLowerCase()]),
  keep: (group, { transaction }) => transaction.put(groups, [group.account, group.name.toLowerCase()], group),
}
