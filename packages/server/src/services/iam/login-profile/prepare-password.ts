import type { LoginProfile } from '../../../records/login-profile.ts'
import { passwordHashes } from '../../../secrets/password-hashes.ts'
import type { SignedContext } from '../../service-context.ts'

/** A new password as it will be kept, and how it stands to the earlier ones. */
export interface PreparedPassword {
  /** The hash that was in force then, by which `setPassword` sees whether it still is. */
  readonly before: string | undefined
  readonly hash: string
  /** Which of the profile's hashes are of the same password. */
  readonly isEarlier: readonly boolean[]
}

/** Hashes a new password for a user who has this profile, or none. Takes long: not to be done on the store. */
export async function preparePassword(
  password: string,
  profile: Pick<LoginProfile, 'passwordHashes'> | undefined,
  { random }: Pick<SignedContext, 'random'>,
): Promise<PreparedPassword> {
  const earlier = profile?.passwordHashes ?? []
  return { before: earlier[0], ...(await passwordHashes.make(password, earlier, random)) }
}
