import type { Role as RoleOutput } from '@aws-sdk/client-iam'
import type { Role } from '../../../records/role.ts'
import type { LastUse } from '../../../trail/last-use.ts'
import { iamDate } from '../iam-date.ts'
import { boundaryOutput } from '../identity/boundary-output.ts'
import { tagsOutput } from '../tag/tags-output.ts'
import { urlEncode } from '../url-encode.ts'

/** What the operations say of a role; each leaves out what AWS leaves out. */
export const roleOutput = {
  created: (role: Role): RoleOutput => ({ ...identity(role), ...boundaryOutput(role), ...tagsOutput(role) }),
  described: (role: Role): RoleOutput => ({ ...roleOutput.created(role), ...description(role) }),
  held: (role: Role): RoleOutput => identity(role),
  lastUsed,
  listed: (role: Role): RoleOutput => ({
    ...identity(role),
    ...description(role),
    MaxSessionDuration: role.maxSessionDuration,
  }),
  whole: (role: Role, use: LastUse | undefined): RoleOutput => ({
    ...roleOutput.listed(role),
    ...boundaryOutput(role),
    ...tagsOutput(role),
    ...lastUsed(use),
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

function lastUsed(use: LastUse | undefined): Required<Pick<RoleOutput, 'RoleLastUsed'>> {
  return { RoleLastUsed: use ? { LastUsedDate: iamDate(use.time), Region: use.region } : {} }
}
