import { UpdateLoginProfile$, type UpdateLoginProfileRequest } from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { findUser } from '../user/find-user.ts'
import { userPermission } from '../user/user-permission.ts'
import { userResource } from '../user/user-resource.ts'
import { findLoginProfile } from './find-login-profile.ts'
import { keepLoginProfile } from './keep-login-profile.ts'
import { loginProfileConstraints } from './login-profile-constraints.ts'
import type { PreparedPassword } from './prepare-password.ts'
import { preparePasswordOf } from './prepare-password-of.ts'
import { setPassword } from './set-password.ts'

/** What an administrator does for somebody else: the password before need not be known. */
export const updateLoginProfile = operation<
  Given<UpdateLoginProfileRequest>,
  void,
  PreparedPassword | undefined
>(UpdateLoginProfile$, {
  constraints: { Password: loginProfileConstraints.password, UserName: iamConstraints.userName },
  authorize: userPermission('UpdateLoginProfile'),
  trail: { readOnly: false, resources: userResource },
  prepare: preparePasswordOf,
  async handle({ UserName, Password: password, PasswordResetRequired }, context, prepared) {
    const user = await findUser(UserName, context)
    const profile = await findLoginProfile(user, context)
    const set =
      password === undefined ? {} : await setPassword(profile, { password, prepared, user }, context)
    const passwordResetRequired = PasswordResetRequired ?? profile.passwordResetRequired
    await keepLoginProfile({ ...profile, ...set, passwordResetRequired }, context.transaction)
  },
})
