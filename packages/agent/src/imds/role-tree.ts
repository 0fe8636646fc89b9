import type { MetadataTree } from './metadata-tree.ts'
import type { RoleCredentials } from './node-credentials.ts'
import type { NodeMetadata } from './node-metadata.ts'

/**
 * What stands below `/latest/meta-data/iam/`: the profile, and the credentials of its role. Source: EC2 User Guide,
 * "Retrieve security credentials from instance metadata".
 */
export function roleTree(
  role: NonNullable<NodeMetadata['role']>,
  credentials: RoleCredentials | undefined,
): MetadataTree {
  // AWS names a role whose credentials cannot be had, and says why below it; SDKs then ask again.
  const issued = credentials && isoSeconds(credentials.issuedAt)
  return {
    info: pretty({
      Code: 'Success',
      ...(issued ? { LastUpdated: issued } : {}),
      InstanceProfileArn: role.instanceProfileArn,
      InstanceProfileId: role.instanceProfileId,
    }),
    'security-credentials': {
      [role.name]: credentials
        ? pretty({
            Code: 'Success',
            LastUpdated: issued,
            Type: 'AWS-HMAC',
            AccessKeyId: credentials.accessKeyId,
            SecretAccessKey: credentials.secretAccessKey,
            Token: credentials.sessionToken,
            Expiration: isoSeconds(credentials.expiration),
          })
        : pretty({
            Code: 'AssumeRoleUnauthorizedAccess',
            Message: `the agent has no credentials of ${role.name} now; its log says why`,
          }),
    },
  }
}

function pretty(value: object): string {
  return JSON.stringify(value, undefined, 2)
}

function isoSeconds(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`
}
