import type { Operation } from '../../operation.ts'
import { addRoleToInstanceProfile } from './add-role-to-instance-profile.ts'
import { createInstanceProfile } from './create-instance-profile.ts'
import { deleteInstanceProfile } from './delete-instance-profile.ts'
import { getInstanceProfile } from './get-instance-profile.ts'
import { listInstanceProfiles } from './list-instance-profiles.ts'
import { listInstanceProfilesForRole } from './list-instance-profiles-for-role.ts'
import { removeRoleFromInstanceProfile } from './remove-role-from-instance-profile.ts'

/** Operations on instance profiles and the role in each. */
export const instanceProfileOperations: readonly Operation[] = [
  addRoleToInstanceProfile,
  createInstanceProfile,
  deleteInstanceProfile,
  getInstanceProfile,
  listInstanceProfilesForRole,
  listInstanceProfiles,
  removeRoleFromInstanceProfile,
]
