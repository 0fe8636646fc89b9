import { DeleteUser$, type DeleteUserRequest } from '@aws-sdk/client-iam'
import { loginProfiles } from '../../../records/login-profile.ts'
import { users } from '../../../records/user.ts'
import { userMfaDevices } from '../../../records/user-mfa-device.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { refusePoliciesHeld } from '../identity/refuse-policies-held.ts'
import { replaceBoundary } from '../identity/replace-boundary.ts'
import { findUser } from './find-user.ts'
import { userFaults } from './user-faults.ts'
import { userKind } from './user-kind.ts'
import { userPermission } from './user-permission.ts'
import { userResource } from './user-resource.ts'

export const deleteUser = operation<Given<DeleteUserRequest>, void>(DeleteUser$, {
  constraints: { UserName: iamConstraints.userName },
  authorize: userPermission('DeleteUser'),
  trail: { readOnly: false, resources: userResource },
  async handle(input, context) {
    const { transaction } = context
    const user = await findUser(input.UserName, context)
    const key = [user.account, user.id] as const
    if (user.accessKeyIds.length > 0) throw userFaults.mustDelete('access keys')
    if (await transaction.get(loginProfiles, [...key])) throw userFaults.mustDelete('login profile')
    const devices = await transaction.list(userMfaDevices, key, { limit: 1 })
    if (devices.length > 0) throw userFaults.mustDelete('MFA device')
    if (user.groups.length > 0) throw userFaults.inGroups()
    refusePoliciesHeld(user)
    await replaceBoundary(userKind, user, undefined, context)
    await transaction.delete(users, [user.account, user.name.toLowerCase()])
  },
})
