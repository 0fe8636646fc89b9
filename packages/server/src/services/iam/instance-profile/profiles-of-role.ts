import type { InstanceProfile } from '../../../records/instance-profile.ts'
import type { Role } from '../../../records/role.ts'
import type { ServiceContext } from '../../service-context.ts'
import { findInstanceProfile } from './find-instance-profile.ts'

/** The instance profiles that a role is in. */
export function profilesOfRole(
  { instanceProfiles = [] }: Role,
  context: ServiceContext,
): Promise<InstanceProfile[]> {
  return Promise.all(instanceProfiles.map((name) => findInstanceProfile(name, context)))
}
