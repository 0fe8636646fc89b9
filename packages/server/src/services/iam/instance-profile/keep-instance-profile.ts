import { type InstanceProfile, instanceProfiles } from '../../../records/instance-profile.ts'
import type { ServiceContext } from '../../service-context.ts'

/** Writes an instance profile, new or changed. */
export function keepInstanceProfile(
  profile: InstanceProfile,
  { transaction }: ServiceContext,
): Promise<void> {
  return transaction.put(instanceProfiles, [profile.account, profile.name.toLowerCase()], profile)
}
