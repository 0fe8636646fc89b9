import type { Operation } from '../../operation.ts'
import { createUser } from './create-user.ts'
import { credentialsNobodyHas } from './credentials-nobody-has.ts'
import { deleteUser } from './delete-user.ts'
import { getUser } from './get-user.ts'
import { listUsers } from './list-users.ts'
import { updateUser } from './update-user.ts'

/** Operations on users. */
export const userOperations: readonly Operation[] = [
  createUser,
  deleteUser,
  getUser,
  listUsers,
  updateUser,
  ...credentialsNobodyHas,
]
