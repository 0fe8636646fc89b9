import { type InstanceProfile, instanceProfiles } from '../../../records/instance-profile.ts'
import type { ServiceContext } from '../../service-context.ts'
import { instanceProfileFaults } from './instance-profile-faults.ts'

/** The instance profile of the caller's account with this name. @throws Fault NoSuchEntity */
export async function findInstanceProfile(
  name: string,
  { transaction, account }: ServiceContext,
): Promise<InstanceProfile> {
  const profile = await transaction.get(instanceProfiles, [account, name.toLowerCase()])
  if (!profile) throw instanceProfileFaults.noSuchProfile(name)
  return profile
}
