import type { RoleRecord } from '../snapshot/snapshot.ts'
import type { Path } from './path.ts'

/** The role whose session calls in the end; `undefined` where it is not known. */
export function lastRole({
  association,
  role,
  targetRole,
}: Pick<Path, 'association' | 'role' | 'targetRole'>): RoleRecord | undefined {
  return association?.targetRoleArn === undefined ? role : targetRole
}
