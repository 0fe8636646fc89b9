import { ListRoles$, type ListRolesRequest, type ListRolesResponse } from '@aws-sdk/client-iam'
import { roles } from '../../../records/role.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { iamArn } from '../iam-arn.ts'
import { pageOfRecords } from '../page-of-records.ts'
import { roleOutput } from './role-output.ts'
import { shownTrust } from './shown-trust.ts'

export const listRoles = operation<Given<ListRolesRequest>, ListRolesResponse>(ListRoles$, {
  constraints: {
    Marker: iamConstraints.marker,
    MaxItems: iamConstraints.maxItems,
    PathPrefix: iamConstraints.pathPrefix,
  },
  authorize: ({ PathPrefix = '/' }, context) => [
    { action: 'iam:ListRoles', resource: iamArn(`role${PathPrefix}`, context) },
  ],
  trail: { readOnly: true },
  async handle(input, context) {
    const { PathPrefix = '/' } = input
    const under = ({ path }: { path: string }) => path.startsWith(PathPrefix)
    const { items, marker } = await pageOfRecords(roles, input, under, context)
    const shown = await Promise.all(items.map((role) => shownTrust(role, context)))
    return { Roles: shown.map(roleOutput.listed), ...marker }
  },
})
