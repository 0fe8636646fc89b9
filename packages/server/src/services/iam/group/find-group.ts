import type { Group } from '../../../records/group.ts'
import type { ServiceContext } from '../../service-context.ts'
import { findIdentity } from '../identity/find-identity.ts'
import { groupKind } from './group-kind.ts'

/** The group of the caller's account with this name. @throws Fault NoSuchEntity */
export function findGroup(name: string, context: ServiceContext): Promise<Group> {
  return findIdentity(groupKind, name, context)
}
