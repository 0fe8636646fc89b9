import { type Role, roles } from '../../../records/role.ts'
import type { Permission } from '../../permission.ts'
import type { ServiceContext } from '../../service-context.ts'
import type { ContextKeys } from '../context-keys.ts'
import { resourceTagKeys } from '../tag/resource-tag-keys.ts'
import { roleArn } from './role-arn.ts'

/** Actions whose conditions see the boundary that the role has. Source: Service Authorization Reference. */
const seeBoundary: ReadonlySet<string> = new Set([
  'AttachRolePolicy',
  'DeleteRolePermissionsBoundary',
  'DeleteRolePolicy',
  'DetachRolePolicy',
  'PutRolePolicy',
])

/**
 * The permission to act on the role that a call names. The ARN is that of the kept role, with its path; for a
 * name that is not there it is the ARN without one, so that who may not see a role learns nothing.
 *
 * @param keysOf condition keys that follow from the input.
 */
export function rolePermission<Input extends { RoleName: string }>(
  action: string,
  keysOf: (input: Input) => ContextKeys = () => [],
) {
  return async (input: Input, context: ServiceContext): Promise<Permission[]> => {
    const { transaction, account } = context
    const role = await transaction.get(roles, [account, input.RoleName.toLowerCase()])
    const resource = role?.arn ?? roleArn({ RoleName: input.RoleName }, context)
    const keys = [...resourceTagKeys(role?.tags), ...boundaryKeys(action, role), ...keysOf(input)]
    return [{ action: `iam:${action}`, resource, shownAs: `role ${input.RoleName}`, context: keys }]
  }
}

function boundaryKeys(action: string, role: Role | undefined): ContextKeys {
  return role?.boundary !== undefined && seeBoundary.has(action)
    ? [['iam:PermissionsBoundary', role.boundary]]
    : []
}
