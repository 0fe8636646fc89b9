import type { Operation } from '../../operation.ts'
import { addUserToGroup } from './add-user-to-group.ts'
import { createGroup } from './create-group.ts'
import { deleteGroup } from './delete-group.ts'
import { getGroup } from './get-group.ts'
import { listGroups } from './list-groups.ts'
import { listGroupsForUser } from './list-groups-for-user.ts'
import { removeUserFromGroup } from './remove-user-from-group.ts'
import { updateGroup } from './update-group.ts'

/** Operations on groups and who is in them. */
export const groupOperations: readonly Operation[] = [
  addUserToGroup,
  createGroup,
  deleteGroup,
  getGroup,
  listGroups,
  listGroupsForUser,
  removeUserFromGroup,
  updateGroup,
]
