import type { LoginProfile } from '../../../records/login-profile.ts'
import type { PasswordPolicy } from '../../../records/password-policy.ts'
import { passwordHashes } from '../../../secrets/password-hashes.ts'
import { attempts } from '../attempts.ts'

const dayMs = 86_400_000

type Profile = Pick<LoginProfile, 'passwordChangedAt' | 'passwordHashes' | 'passwordResetRequired' | 'wrong'>
type Ages = Pick<PasswordPolicy, 'hardExpiry' | 'maxAge'>

/**
 * What a password is good for at a sign-in: `good`; `reset-required` and `expired`, to set another one;
 * `locked-out` (hard expiry), until an administrator sets another one. `locked` and `wrong` are no password.
 */
export type PasswordStanding = 'good' | 'reset-required' | 'expired' | 'locked-out' | 'locked' | 'wrong'

/** Judges passwords of users at a time in milliseconds since the epoch. */
export const passwordStanding = {
  /** When the password in force expires, `undefined` for never. */
  expiresAt: ({ passwordChangedAt }: Pick<Profile, 'passwordChangedAt'>, policy: Ages | undefined) =>
    policy?.maxAge === undefined ? undefined : passwordChangedAt + policy.maxAge * dayMs,
  /** Takes as long as a hash does: not to be done on the store. Whoever asks keeps count of what is wrong. */
  async of(
    password: string,
    profile: Profile,
    policy: Ages | undefined,
    now: number,
  ): Promise<PasswordStanding> {
    if (attempts.areLocked(profile.wrong, now)) return 'locked'
    if (!(await passwordHashes.verify(password, profile.passwordHashes[0]))) return 'wrong'
    const expiresAt = passwordStanding.expiresAt(profile, policy)
    if (expiresAt !== undefined && now >= expiresAt) return policy?.hardExpiry ? 'locked-out' : 'expired'
    return profile.passwordResetRequired ? 'reset-required' : 'good'
  },
}
