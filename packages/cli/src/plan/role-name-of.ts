import type { IamServiceAccount } from '../cluster-config/cluster-config.ts'
import { fittedRoleName } from './fitted-role-name.ts'

/**
 * The role made for a ServiceAccount, or nothing when the file brings one. Where the file gives no name it is
 * that of eksctl's stack without the random end CloudFormation adds, so that a second run finds it again. Two
 * ServiceAccounts can come to one name (`a-b/c` and `a/b-c`), so whose a role is its tags say.
 */
export function roleNameOf(cluster: string, account: IamServiceAccount): string | undefined {
  const { metadata, attachRoleARN, roleName } = account
  if (attachRoleARN !== undefined) return undefined
  if (roleName !== undefined) return roleName
  const { namespace = 'default', name } = metadata
  return fittedRoleName(`eksctl-${cluster}-addon-iamserviceaccount-${namespace}-${name}`)
}
