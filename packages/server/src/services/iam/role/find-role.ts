import type { Role } from '../../../records/role.ts'
import type { ServiceContext } from '../../service-context.ts'
import { findIdentity } from '../identity/find-identity.ts'
import { roleKind } from './role-kind.ts'

/** The role of the caller's account with this name. @throws Fault NoSuchEntity */
export function findRole(name: string, context: ServiceContext): Promise<Role> {
  return findIdentity(roleKind, name, context)
}
