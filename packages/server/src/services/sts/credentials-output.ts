import type { Credentials } from '@aws-sdk/client-sts'
import type { SessionCredentials } from '../../sessions/session-mint.ts'

/** Credentials as STS writes them. */
export function credentialsOutput(credentials: SessionCredentials): Credentials {
  return {
    AccessKeyId: credentials.accessKeyId,
    SecretAccessKey: credentials.secretAccessKey,
    SessionToken: credentials.sessionToken,
    Expiration: credentials.expiration,
  }
}
