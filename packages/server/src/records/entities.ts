import type { Collection } from '../store/collection.ts'
import { type Group, groups } from './group.ts'
import { type Role, roles } from './role.ts'
import { type User, users } from './user.ts'

/** What policies can be attached to, by the type that AWS gives it. */
export const entities: Readonly<
  Record<'Group' | 'Role' | 'User', Collection<Group | Role | User, [account: string, lowerCaseName: string]>>
> = { Group: groups, Role: roles, User: users }

export type EntityType = keyof typeof entities
