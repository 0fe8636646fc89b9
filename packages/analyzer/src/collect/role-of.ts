import type { Role } from '@aws-sdk/client-iam'
import type { RoleRecord } from '../snapshot/snapshot.ts'
import { decodeDocument } from './decode-document.ts'
import { tagRecord } from './tag-record.ts'

/** What IAM says of a role itself, without the policies it holds. */
export function roleOf(role: Role): Pick<RoleRecord, 'name' | 'id' | 'tags' | 'trust' | 'boundary'> {
  const boundary = role.PermissionsBoundary?.PermissionsBoundaryArn
  return {
    name: role.RoleName ?? '',
    id: role.RoleId ?? '',
    tags: tagRecord(role.Tags),
    trust: decodeDocument(role.AssumeRolePolicyDocument),
    ...(boundary ? { boundary } : {}),
  }
}
