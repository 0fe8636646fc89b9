import { type LoginProfile, loginProfiles } from '../../../records/login-profile.ts'
import type { Transaction } from '../../../store/store.ts'

/** Writes it, new or changed. */
export function keepLoginProfile(profile: LoginProfile, transaction: Transaction): Promise<void> {
  return transaction.put(loginProfiles, [profile.account, profile.userId], profile)
}
