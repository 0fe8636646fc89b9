import { parseArn } from '@rolecall/core'
import type { Principal } from '@rolecall/policy'
import type { RoleRecord } from '../snapshot/snapshot.ts'

/**
 * A session of a role as who calls, and what the ARNs of its sessions start with when nobody knows its name. A
 * session's ARN has the role's name without its path.
 */
export function rolePrincipal(
  { arn: roleArn, id: roleId, name }: RoleRecord,
  session: string | undefined,
): { readonly principal: Principal; readonly sessionsOf: string | undefined } {
  const { partition, account = '' } = parseArn(roleArn) ?? {}
  const start = `arn:${partition}:sts::${account}:assumed-role/${name}/`
  const shown = session ?? '…'
  return {
    principal: {
      type: 'role-session',
      account,
      arn: start + shown,
      id: `${roleId}:${shown}`,
      roleArn,
      roleId,
    },
    sessionsOf: session === undefined ? start : undefined,
  }
}
