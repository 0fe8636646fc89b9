import { type Role, roles } from '../../../records/role.ts'
import type { ServiceContext } from '../../service-context.ts'

/** Writes a role, new or changed. */
export async function keepRole(role: Role, { transaction }: ServiceContext): Promise<void> {
  await transaction.put(roles, [role.account, role.name.toLowerCase()], role)
}
