import type { Permission } from '../../permission.ts'
import type { ServiceContext } from '../../service-context.ts'
import { identityPermission } from '../identity/identity-permission.ts'
import { userKind } from './user-kind.ts'
import { userNamed } from './user-named.ts'

/** The permission to act on the user that a call names, or on the caller. */
export function userPermission(action: string) {
  return (input: { UserName?: string | undefined }, context: ServiceContext): Promise<Permission[]> =>
    identityPermission(userKind, action, userNamed(input, context), context)
}
