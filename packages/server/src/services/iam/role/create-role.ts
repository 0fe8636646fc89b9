import { CreateRole$, type CreateRoleRequest, type CreateRoleResponse } from '@aws-sdk/client-iam'
import { newUniqueId } from '@rolecall/core'
import { type Role, roles } from '../../../records/role.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { createPermissions } from '../create-permissions.ts'
import { iamFaults } from '../faults.ts'
import { replaceBoundary } from '../identity/replace-boundary.ts'
import { mergeTags } from '../tag/merge-tags.ts'
import { refuseTooManyRoles } from './refuse-too-many-roles.ts'
import { roleArn } from './role-arn.ts'
import { roleKind } from './role-kind.ts'
import { roleOutput } from './role-output.ts'
import { roleResource } from './role-resource.ts'
import { trustPolicy } from './trust-policy.ts'

/** Of service-linked roles and of IAM Identity Center: nobody but AWS makes roles there. */
const reservedPaths = /^\/aws-(service-role|reserved)\//

export const createRole = operation<Given<CreateRoleRequest>, CreateRoleResponse>(CreateRole$, {
  constraints: {
    AssumeRolePolicyDocument: iamConstraints.policyDocument,
    Description: iamConstraints.roleDescription,
    MaxSessionDuration: iamConstraints.maxSessionDuration,
    Path: iamConstraints.path,
    PermissionsBoundary: iamConstraints.arn,
    RoleName: iamConstraints.roleName,
    Tags: iamConstraints.tags,
  },
  authorize: (input, context) => {
    const { PermissionsBoundary: boundary } = input
    const keys = boundary === undefined ? [] : [['iam:PermissionsBoundary', boundary] as const]
    return createPermissions('Role', roleArn(input, context), input.Tags, keys)
  },
  trail: { readOnly: false, resources: roleResource },
  async handle(input, context) {
    const { transaction, account, now } = context
    if (reservedPaths.test(input.Path ?? '/'))
      throw iamFaults.invalidInput('The specified path is reserved for AWS.')
    const trust = await trustPolicy(input.AssumeRolePolicyDocument, context)
    if (await transaction.get(roles, [account, input.RoleName.toLowerCase()])) {
      throw iamFaults.roleExists(input.RoleName)
    }
    await refuseTooManyRoles(context)
    const unbound: Role = {
      account,
      name: input.RoleName,
      path: input.Path ?? '/',
      id: newUniqueId('role', context.random),
      arn: roleArn(input, context),
      createdAt: now,
      description: input.Description,
      maxSessionDuration: input.MaxSessionDuration ?? 3600,
      trust,
      tags: mergeTags({}, input.Tags, 'caseless'),
      inline: {},
      attached: [],
    }
    const role = await replaceBoundary(roleKind, unbound, input.PermissionsBoundary, context)
    await roleKind.keep(role, context)
    return { Role: roleOutput.created(role) }
  },
})
