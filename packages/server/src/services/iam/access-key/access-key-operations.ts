import type { Operation } from '../../operation.ts'
import { createAccessKey } from './create-access-key.ts'
import { deleteAccessKey } from './delete-access-key.ts'
import { getAccessKeyLastUsed } from './get-access-key-last-used.ts'
import { listAccessKeys } from './list-access-keys.ts'
import { updateAccessKey } from './update-access-key.ts'

/** Operations on the access keys of users. */
export const accessKeyOperations: readonly Operation[] = [
  createAccessKey,
  deleteAccessKey,
  getAccessKeyLastUsed,
  listAccessKeys,
  updateAccessKey,
]
