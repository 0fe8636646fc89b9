import { accounts } from '../../../records/account.ts'
import type { LoginProfile } from '../../../records/login-profile.ts'
import { passwordPolicies } from '../../../records/password-policy.ts'
import type { User } from '../../../records/user.ts'
import type { ServiceContext } from '../../service-context.ts'
import { passwordPolicyFaults } from '../password-policy/password-policy-faults.ts'
import { refusePassword } from '../password-policy/refuse-password.ts'
import { loginProfileFaults } from './login-profile-faults.ts'
import type { PreparedPassword } from './prepare-password.ts'

/** As many as a policy can ask about, whether or not it does today. */
const mostHashes = 24

interface NewPassword {
  readonly password: string
  readonly prepared: PreparedPassword | undefined
  readonly user: Pick<User, 'name'>
}

/**
 * The members of a login profile that a new password changes, however it is set.
 *
 * @throws Fault PasswordPolicyViolation, or EntityTemporarilyUnmodifiable when another call was faster.
 */
export async function setPassword(
  profile: LoginProfile | undefined,
  { password, prepared, user }: NewPassword,
  { account, now, transaction }: ServiceContext,
): Promise<Pick<LoginProfile, 'passwordChangedAt' | 'passwordHashes' | 'wrong'>> {
  const [inForce, ...earlier] = profile?.passwordHashes ?? []
  if (!prepared || prepared.before !== inForce) throw loginProfileFaults.underChange(user.name)
  const policy = await transaction.get(passwordPolicies, [account])
  const owner = await transaction.get(accounts, [account])
  const refusal = refusePassword(password, policy, owner?.name)
  if (refusal !== undefined) throw passwordPolicyFaults.violation(refusal)
  if (prepared.isEarlier.slice(0, policy?.reusePrevention ?? 0).includes(true)) {
    throw passwordPolicyFaults.reused()
  }
  const kept = inForce === undefined ? [] : [inForce, ...earlier].slice(0, mostHashes - 1)
  return { passwordChangedAt: now, passwordHashes: [prepared.hash, ...kept], wrong: undefined }
}
