import type { Group } from '../../../records/group.ts'
import { type User, users } from '../../../records/user.ts'
import type { ServiceContext } from '../../service-context.ts'

/** The users in a group. It is they who say in which groups they are. */
export async function groupMembers(
  { account, name }: Group,
  { transaction }: ServiceContext,
): Promise<readonly User[]> {
  const all = await transaction.list(users, [account])
  return all.filter(({ groups }) => groups.includes(name.toLowerCase()))
}
