import { DeleteLoginProfile$, type DeleteLoginProfileRequest } from '@aws-sdk/client-iam'
import { loginProfiles } from '../../../records/login-profile.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { findUser } from '../user/find-user.ts'
import { userNamed } from '../user/user-named.ts'
import { userPermission } from '../user/user-permission.ts'
import { userResource } from '../user/user-resource.ts'
import { findLoginProfile } from './find-login-profile.ts'

export const deleteLoginProfile = operation<DeleteLoginProfileRequest, void>(DeleteLoginProfile$, {
  constraints: { UserName: iamConstraints.userName },
  authorize: userPermission('DeleteLoginProfile'),
  trail: { readOnly: false, resources: userResource },
  async handle(input, context) {
    const user = await findUser(userNamed(input, context), context)
    const profile = await findLoginProfile(user, context)
    await context.transaction.delete(loginProfiles, [profile.account, profile.userId])
  },
})
