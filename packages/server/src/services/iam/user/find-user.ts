import type { User } from '../../../records/user.ts'
import type { ServiceContext } from '../../service-context.ts'
import { findIdentity } from '../identity/find-identity.ts'
import { userKind } from './user-kind.ts'

/** The user of the caller's account with this name. @throws Fault NoSuchEntity */
export function findUser(name: string, context: ServiceContext): Promise<User> {
  return findIdentity(userKind, name, context)
}
