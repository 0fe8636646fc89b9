import { ChangePassword$, type ChangePasswordRequest } from '@aws-sdk/client-iam'
import { loginProfiles } from '../../../records/login-profile.ts'
import { passwordHashes } from '../../../secrets/password-hashes.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import type { ServiceContext, SignedContext } from '../../service-context.ts'
import { attempts } from '../attempts.ts'
import { changeGrant } from '../password-policy/change-grant.ts'
import { userPermission } from '../user/user-permission.ts'
import { fewAtOnce } from './few-at-once.ts'
import { findLoginProfile } from './find-login-profile.ts'
import { keepLoginProfile } from './keep-login-profile.ts'
import { loginProfileConstraints } from './login-profile-constraints.ts'
import { loginProfileFaults } from './login-profile-faults.ts'
import { type PreparedPassword, preparePassword } from './prepare-password.ts'
import { setPassword } from './set-password.ts'

type Input = Given<ChangePasswordRequest>

/** Whether the old password was right, and the new one as it will be kept when it was. */
type Prepared = { readonly isRight: false } | { readonly isRight: true; readonly next: PreparedPassword }

const permission = userPermission('ChangePassword')

/** Hard expiry does not stop it: who has an access key and the permission may. Source: IAM User Guide. */
export const changePassword = operation<Input, void, Prepared>(ChangePassword$, {
  constraints: {
    NewPassword: loginProfileConstraints.password,
    OldPassword: loginProfileConstraints.password,
  },
  async authorize(_input, context) {
    if (context.caller.principal.type !== 'user') return [{ action: 'iam:ChangePassword', resource: '*' }]
    const grant = await changeGrant(context)
    const permissions = await permission({}, context)
    return permissions.map((one) => ({ ...one, grant }))
  },
  trail: { readOnly: false },
  prepare,
  async handle({ NewPassword: password }, context, prepared) {
    const { now, transaction } = context
    const user = callingUser(context)
    const profile = await findLoginProfile(user, context)
    // First: whoever is wrong too often does not learn from the next try either.
    if (attempts.areLocked(profile.wrong, now)) throw loginProfileFaults.locked(user.name)
    if (!prepared.isRight) {
      const wrong = attempts.afterWrong(profile.wrong, now)
      await context.regardless((writing) => keepLoginProfile({ ...profile, wrong }, writing))
      throw loginProfileFaults.wrongPassword()
    }
    const set = await setPassword(profile, { password, prepared: prepared.next, user }, context)
    await keepLoginProfile({ ...profile, ...set, passwordResetRequired: false }, transaction)
  },
})

async function prepare(input: Input, context: SignedContext): Promise<Prepared> {
  const user = callingUser(context)
  return fewAtOnce(user, () => compare(input, user.id, context))
}

async function compare(
  { OldPassword, NewPassword }: Input,
  id: string,
  context: SignedContext,
): Promise<Prepared> {
  const profile = await context.reader.get(loginProfiles, [context.account, id])
  if (!profile || attempts.areLocked(profile.wrong, context.now)) return { isRight: false }
  if (!(await passwordHashes.verify(OldPassword, profile.passwordHashes[0]))) return { isRight: false }
  return { isRight: true, next: await preparePassword(NewPassword, profile, context) }
}

/** @throws Fault InvalidUserType */
function callingUser({ caller: { principal } }: Pick<ServiceContext, 'caller'>) {
  if (principal.type !== 'user') throw loginProfileFaults.notUser()
  return principal
}
