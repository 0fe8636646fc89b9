import type { Permission } from '../../permission.ts'
import type { ServiceContext } from '../../service-context.ts'
import { identityPermission } from '../identity/identity-permission.ts'
import { groupKind } from './group-kind.ts'

/** The permission to act on the group that a call names. */
export function groupPermission(action: string) {
  return (input: { GroupName: string }, context: ServiceContext): Promise<Permission[]> =>
    identityPermission(groupKind, action, input.GroupName, context)
}
