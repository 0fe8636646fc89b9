import { type AccessKey, accessKeys } from '../../../records/access-key.ts'
import type { User } from '../../../records/user.ts'
import type { ServiceContext } from '../../service-context.ts'
import { accessKeyFaults } from './access-key-faults.ts'

/** A key of this user; another's is as if it were not there. @throws Fault NoSuchEntity */
export async function findAccessKey(
  id: string,
  user: User,
  { transaction }: ServiceContext,
): Promise<AccessKey> {
  const key = user.accessKeyIds.includes(id) ? await transaction.get(accessKeys, [id]) : undefined
  if (!key) throw accessKeyFaults.noSuchKey(id)
  return key
}
