import { createHash } from 'node:crypto'
import type { IamServiceAccount } from '../cluster-config/cluster-config.ts'

const longest = 64

/**
 * The role made for a ServiceAccount, or nothing when the file brings one. Where the file gives no name it is
 * that of eksctl's stack without the random end CloudFormation adds, so that a second run finds it again.
 */
export function roleNameOf(cluster: string, account: IamServiceAccount): string | undefined {
  const { metadata, attachRoleARN, roleName } = account
  if (attachRoleARN !== undefined) return undefined
  if (roleName !== undefined) return roleName
  const name = `eksctl-${cluster}-addon-iamserviceaccount-${metadata.namespace ?? 'default'}-${metadata.name}`
  if (name.length <= longest) return name
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 8)
  return `${name.slice(0, longest - digest.length - 1)}-${digest}`
}
