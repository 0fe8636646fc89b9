import {
  ListGroupsForUser$,
  type ListGroupsForUserRequest,
  type ListGroupsForUserResponse,
} from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { page } from '../page.ts'
import { findUser } from '../user/find-user.ts'
import { userPermission } from '../user/user-permission.ts'
import { userResource } from '../user/user-resource.ts'
import { findGroup } from './find-group.ts'
import { groupOutput } from './group-output.ts'

export const listGroupsForUser = operation<Given<ListGroupsForUserRequest>, ListGroupsForUserResponse>(
  ListGroupsForUser$,
  {
    constraints: {
      Marker: iamConstraints.marker,
      MaxItems: iamConstraints.maxItems,
      UserName: iamConstraints.userName,
    },
    authorize: userPermission('ListGroupsForUser'),
    trail: { readOnly: true, resources: userResource },
    async handle(input, context) {
      const user = await findUser(input.UserName, context)
      const all = await Promise.all(user.groups.map((name) => findGroup(name, context)))
      const { items, marker } = page(all, input, ({ name }) => name.toLowerCase())
      return { Groups: items.map(groupOutput), ...marker }
    },
  },
)
