import type { Role } from '../../../records/role.ts'
import { iamFaults } from '../faults.ts'

/** The document of a role's inline policy with this name. @throws Fault NoSuchEntity */
export function findInlinePolicy({ inline }: Role, name: string): string {
  const document = Object.hasOwn(inline, name) ? inline[name] : undefined
  if (document === undefined) throw iamFaults.noSuchRolePolicy(name)
  return document
}
