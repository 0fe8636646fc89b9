import type { Role } from '@aws-sdk/client-iam'
import type { RoleRecord } from '../snapshot/snapshot.ts'
import { roleOf } from './role-of.ts'

/** What a list of roles says of one: enough to find a name or a trust policy, and not to decide. */
export function outlineOfRole(role: Role): RoleRecord {
  const unread = [`the policies of role ${role.RoleName} were not asked for`]
  return { arn: role.Arn ?? '', inline: [], attached: [], unread, ...roleOf(role) }
}
