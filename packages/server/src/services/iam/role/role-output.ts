import type { Role as RoleOutput } from '@aws-sdk/client-iam'
import type { Role } from '../../../records/role.ts'
import { iamDate } from '../iam-date.ts'
import { tagList } from '../tag/tag-list.ts'
import { urlEncode } from '../url-encode.ts'

/** What the operations say of a role; each leaves out what AWS leaves out. */
export const roleOutput = {
  created: (role: Role): RoleOutput => ({ ...identity(role), ...boundary(role), ...tags(role) }),
  described: (role: Role): RoleOutput => ({ ...roleOutput.created(role), ...description(role) }),
  listed: (role: Role): RoleOutput => ({
    ...identity(role),
    ...description(role),
    MaxSessionDuration: role.maxSessionDuration,
  }),
  whole: (role: Role): RoleOutput => ({
    ...roleOutput.listed(role),
    ...boundary(role),
    ...tags(role),
    ...lastUsed(role),
  }),
}

function identity(role: Role): RoleOutput {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: iamDate(role.createdAt),
    AssumeRolePolicyDocument: urlEncode(role.trust.document),
  }
}

function description(role: Role): Pick<RoleOutput, 'Description'> {
  return role.description === undefined ? {} : { Description: role.description }
}

function boundary(role: Role): Pick<RoleOutput, 'PermissionsBoundary'> {
  if (role.boundary === undefined) return {}
  // AWS sends `Policy`, although its model names the value `PermissionsBoundaryPolicy`.
  const type = 'Policy' as 'PermissionsBoundaryPolicy'
  return { PermissionsBoundary: { PermissionsBoundaryType: type, PermissionsBoundaryArn: role.boundary } }
}

function tags(role: Role): Pick<RoleOutput, 'Tags'> {
  return Object.keys(role.tags).length === 0 ? {} : { Tags: tagList(role.tags) }
}

function lastUsed({ lastUsed: last }: Role): Pick<RoleOutput, 'RoleLastUsed'> {
  return { RoleLastUsed: last ? { LastUsedDate: iamDate(last.at), Region: last.region } : {} }
}
