import type { Collection } from '../store/collection.ts'
import { type Role, roles } from './role.ts'
import { type User, users } from './user.ts'

/** What policies can be attached to and trust policies can name, by the type that AWS gives it. */
export const entities: Readonly<
  Record<'Role' | 'User', Collection<Role | User, [account: string, lowerCaseName: string]>>
> = { Role: roles, User: users }
