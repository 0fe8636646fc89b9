import { type Role, roles } from '../../../records/role.ts'
import type { ServiceContext } from '../../service-context.ts'
import { iamFaults } from '../faults.ts'

/** The role of the caller's account with this name. @throws Fault NoSuchEntity */
export async function findRole(name: string, { transaction, account }: ServiceContext): Promise<Role> {
  const role = await transaction.get(roles, [account, name.toLowerCase()])
  if (!role) throw iamFaults.noSuchRole(name)
  return role
}
