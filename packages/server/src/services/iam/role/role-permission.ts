import type { Permission } from '../../permission.ts'
import type { ServiceContext } from '../../service-context.ts'
import type { ContextKeys } from '../context-keys.ts'
import { identityPermission } from '../identity/identity-permission.ts'
import { roleKind } from './role-kind.ts'

/** The permission to act on the role that a call names. */
export function rolePermission(action: string, keys: ContextKeys = []) {
  return (input: { RoleName: string }, context: ServiceContext): Promise<Permission[]> =>
    identityPermission(roleKind, action, input.RoleName, context, keys)
}
