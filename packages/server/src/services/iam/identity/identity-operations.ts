import * as iam from '@aws-sdk/client-iam'
import type { OperationSchema } from '@rolecall/aws-protocol'
import type { EntityType } from '../../../records/entities.ts'
import type { Operation } from '../../operation.ts'
import { groupKind } from '../group/group-kind.ts'
import { roleKind } from '../role/role-kind.ts'
import { userKind } from '../user/user-kind.ts'
import { attachPolicy } from './attach-policy.ts'
import { deleteInlinePolicy } from './delete-inline-policy.ts'
import { deletePermissionsBoundary } from './delete-permissions-boundary.ts'
import { detachPolicy } from './detach-policy.ts'
import { getInlinePolicy } from './get-inline-policy.ts'
import type { IdentityKind } from './identity-kind.ts'
import { listAttachedPolicies } from './list-attached-policies.ts'
import { listInlinePolicies } from './list-inline-policies.ts'
import { putInlinePolicy } from './put-inline-policy.ts'
import { putPermissionsBoundary } from './put-permissions-boundary.ts'

type Make = (kind: IdentityKind, schema: OperationSchema) => Operation

const kinds: Readonly<Record<EntityType, IdentityKind>> = { Group: groupKind, Role: roleKind, User: userKind }

/** What is done with the policies of an identity, and the operation that does it for each kind. */
// biome-ignore format: the columns are the point
const table: readonly (readonly [Make, Partial<Record<EntityType, OperationSchema>>])[] = [
  [attachPolicy,              { Group: iam.AttachGroupPolicy$,         Role: iam.AttachRolePolicy$,              User: iam.AttachUserPolicy$ }],
  [deleteInlinePolicy,        { Group: iam.DeleteGroupPolicy$,         Role: iam.DeleteRolePolicy$,              User: iam.DeleteUserPolicy$ }],
  [deletePermissionsBoundary, {                                        Role: iam.DeleteRolePermissionsBoundary$, User: iam.DeleteUserPermissionsBoundary$ }],
  [detachPolicy,              { Group: iam.DetachGroupPolicy$,         Role: iam.DetachRolePolicy$,              User: iam.DetachUserPolicy$ }],
  [getInlinePolicy,           { Group: iam.GetGroupPolicy$,            Role: iam.GetRolePolicy$,                 User: iam.GetUserPolicy$ }],
  [listAttachedPolicies,      { Group: iam.ListAttachedGroupPolicies$, Role: iam.ListAttachedRolePolicies$,      User: iam.ListAttachedUserPolicies$ }],
  [listInlinePolicies,        { Group: iam.ListGroupPolicies$,         Role: iam.ListRolePolicies$,              User: iam.ListUserPolicies$ }],
  [putInlinePolicy,           { Group: iam.PutGroupPolicy$,            Role: iam.PutRolePolicy$,                 User: iam.PutUserPolicy$ }],
  [putPermissionsBoundary,    {                                        Role: iam.PutRolePermissionsBoundary$,    User: iam.PutUserPermissionsBoundary$ }],
]

/** Operations on the policies that groups, roles and users hold. */
export const identityOperations: readonly Operation[] = table.flatMap(([make, schemas]) =>
  Object.entries(schemas).map(([type, schema]) => make(kinds[type as EntityType], schema)),
)
