import type { Role } from '../../../records/role.ts'
import type { ServiceContext } from '../../service-context.ts'
import { findIdentityToChange } from '../identity/find-identity-to-change.ts'
import { roleKind } from './role-kind.ts'

/** The role of the caller's account with this name. @throws Fault NoSuchEntity, UnmodifiableEntity */
export function findRoleToChange(name: string, context: ServiceContext): Promise<Role> {
  return findIdentityToChange(roleKind, name, context)
}
