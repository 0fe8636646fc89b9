import { DeleteUser$, type DeleteUserRequest } from '@aws-sdk/client-iam'
import { users } from '../../../records/user.ts'
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
    const user = await findUser(input.UserName, context)
    if (user.accessKeyIds.length > 0) throw userFaults.mustDelete('access keys')
    if (user.groups.length > 0) throw userFaults.inGroups()
    refusePoliciesHeld(user)
    await replaceBoundary(userKind, user, undefined, context)
    await context.transaction.delete(users, [user.account, user.name.toLowerCase()])
  },
})
