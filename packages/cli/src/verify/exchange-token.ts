import { AssumeRoleWithWebIdentityCommand } from '@aws-sdk/client-sts'
import type { Exchange } from '@rolecall/analyzer'
import type { AwsAccess } from '../aws/aws-access.ts'
import { refusedBy } from './refused-by.ts'
import { whoHolds } from './who-holds.ts'

/** As short as AWS lets a session be. */
const sessionSeconds = 900

/**
 * Gives a token to STS as an SDK in a pod does, and asks who its session is. The session is used for nothing
 * else and forgotten. A call that got no answer at all stays a failure.
 */
export async function exchangeToken(
  aws: Pick<AwsAccess, 'sts' | 'stsAs'>,
  token: string,
  roleArn: string,
): Promise<Exchange> {
  const sts = await aws.sts()
  const asked = new AssumeRoleWithWebIdentityCommand({
    RoleArn: roleArn,
    RoleSessionName: 'rolecall-verify',
    WebIdentityToken: token,
    DurationSeconds: sessionSeconds,
  })
  try {
    const { Credentials: given } = await sts.send(asked)
    return await whoHolds(aws, {
      accessKeyId: given?.AccessKeyId ?? '',
      secretAccessKey: given?.SecretAccessKey ?? '',
      sessionToken: given?.SessionToken ?? '',
    })
  } catch (error) {
    return refusedBy('AssumeRoleWithWebIdentity', error)
  }
}
