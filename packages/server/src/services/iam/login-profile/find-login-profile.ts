import { type LoginProfile, loginProfiles } from '../../../records/login-profile.ts'
import type { User } from '../../../records/user.ts'
import type { ServiceContext } from '../../service-context.ts'
import { loginProfileFaults } from './login-profile-faults.ts'

/** The login profile of a user. @throws Fault NoSuchEntity */
export async function findLoginProfile(
  user: Pick<User, 'account' | 'id' | 'name'>,
  { transaction }: ServiceContext,
): Promise<LoginProfile> {
  const profile = await transaction.get(loginProfiles, [user.account, user.id])
  if (!profile) throw loginProfileFaults.noSuchProfile(user.name)
  return profile
}
