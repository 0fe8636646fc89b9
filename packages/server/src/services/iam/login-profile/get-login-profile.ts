import {
  GetLoginProfile$,
  type GetLoginProfileRequest,
  type GetLoginProfileResponse,
} from '@aws-sdk/client-iam'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { findUser } from '../user/find-user.ts'
import { userNamed } from '../user/user-named.ts'
import { userPermission } from '../user/user-permission.ts'
import { userResource } from '../user/user-resource.ts'
import { findLoginProfile } from './find-login-profile.ts'
import { loginProfileOutput } from './login-profile-output.ts'

export const getLoginProfile = operation<GetLoginProfileRequest, GetLoginProfileResponse>(GetLoginProfile$, {
  constraints: { UserName: iamConstraints.userName },
  authorize: userPermission('GetLoginProfile'),
  trail: { readOnly: true, resources: userResource },
  async handle(input, context) {
    const user = await findUser(userNamed(input, context), context)
    return { LoginProfile: loginProfileOutput(await findLoginProfile(user, context), user) }
  },
})
