import {
  CreateLoginProfile$,
  type CreateLoginProfileRequest,
  type CreateLoginProfileResponse,
} from '@aws-sdk/client-iam'
import { loginProfiles } from '../../../records/login-profile.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { findUser } from '../user/find-user.ts'
import { userNamed } from '../user/user-named.ts'
import { userPermission } from '../user/user-permission.ts'
import { userResource } from '../user/user-resource.ts'
import { keepLoginProfile } from './keep-login-profile.ts'
import { loginProfileConstraints } from './login-profile-constraints.ts'
import { loginProfileFaults } from './login-profile-faults.ts'
import { loginProfileOutput } from './login-profile-output.ts'
import type { PreparedPassword } from './prepare-password.ts'
import { preparePasswordOf } from './prepare-password-of.ts'
import { setPassword } from './set-password.ts'

/** The model lets the password be left out, for sessions of AssumeRoot; nobody here has one. */
export const createLoginProfile = operation<
  CreateLoginProfileRequest,
  CreateLoginProfileResponse,
  PreparedPassword | undefined
>(CreateLoginProfile$, {
  constraints: { Password: loginProfileConstraints.password, UserName: iamConstraints.userName },
  authorize: userPermission('CreateLoginProfile'),
  trail: { readOnly: false, resources: userResource },
  prepare: preparePasswordOf,
  async handle(input, context, prepared) {
    const { account, now, transaction } = context
    const { Password: password, PasswordResetRequired: passwordResetRequired = false } = input
    const user = await findUser(userNamed(input, context), context)
    if (password === undefined) throw loginProfileFaults.noPassword()
    if (await transaction.get(loginProfiles, [account, user.id])) throw loginProfileFaults.exists(user.name)
    const set = await setPassword(undefined, { password, prepared, user }, context)
    const profile = { account, userId: user.id, createdAt: now, passwordResetRequired, ...set }
    await keepLoginProfile(profile, transaction)
    return { LoginProfile: loginProfileOutput(profile, user) }
  },
})
