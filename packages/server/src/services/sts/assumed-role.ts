import type { AssumedRoleUser, Credentials } from '@aws-sdk/client-sts'
import type { Role } from '../../records/role.ts'
import { sessionArn } from '../../sessions/session-arn.ts'
import type { SessionCredentials } from '../../sessions/session-mint.ts'
import { credentialsOutput } from './credentials-output.ts'
import { packedPolicySize } from './packed-policy-size.ts'
import { sessionTokenSize } from './session-token-size.ts'

export interface AssumedRole {
  Credentials: Credentials
  AssumedRoleUser: AssumedRoleUser
  PackedPolicySize?: number
  SessionTokenUtilization: number
  SessionTokenSize: number
  SourceIdentity?: string
}

interface Asked {
  /** Of the session policies, as `sessionPolicies` answers it. */
  readonly packedSize?: number | undefined
  readonly isTagged?: boolean | undefined
  readonly sourceIdentity?: string | undefined
}

/** What every way of assuming a role answers. What was not asked for is left out, as AWS does. */
export function assumedRole(
  role: Role,
  sessionName: string,
  credentials: SessionCredentials,
  { packedSize, isTagged = false, sourceIdentity }: Asked,
): AssumedRole {
  const packed = packedPolicySize(credentials, packedSize, isTagged)
  return {
    Credentials: credentialsOutput(credentials),
    AssumedRoleUser: {
      AssumedRoleId: `${role.id}:${sessionName}`,
      Arn: sessionArn(role.arn, sessionName),
    },
    ...(packed === undefined ? {} : { PackedPolicySize: packed }),
    ...sessionTokenSize(credentials),
    ...(sourceIdentity === undefined ? {} : { SourceIdentity: sourceIdentity }),
  }
}
