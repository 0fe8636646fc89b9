import type { AssumedRoleUser, Credentials } from '@aws-sdk/client-sts'
import type { Role } from '../../records/role.ts'
import { sessionArn } from '../../sessions/session-arn.ts'
import type { SessionCredentials } from '../../sessions/session-mint.ts'
import { credentialsOutput } from './credentials-output.ts'

interface AssumedRole {
  Credentials: Credentials
  AssumedRoleUser: AssumedRoleUser
  PackedPolicySize?: number
  SourceIdentity?: string
}

/** What every way of assuming a role answers. What was not asked for is left out, as AWS does. */
export function assumedRole(
  role: Role,
  sessionName: string,
  credentials: SessionCredentials,
  asked: { packedSize?: number | undefined; sourceIdentity?: string | undefined },
): AssumedRole {
  return {
    Credentials: credentialsOutput(credentials),
    AssumedRoleUser: {
      AssumedRoleId: `${role.id}:${sessionName}`,
      Arn: sessionArn(role.arn, sessionName),
    },
    ...(asked.packedSize === undefined ? {} : { PackedPolicySize: asked.packedSize }),
    ...(asked.sourceIdentity === undefined ? {} : { SourceIdentity: asked.sourceIdentity }),
  }
}
