import { AssumeRoleWithWebIdentityCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import type { Exchange } from '@rolecall/analyzer'
import type { AwsAccess } from '../aws/aws-access.ts'

/** As short as AWS lets a session be. */
const sessionSeconds = 900

/**
 * Gives a token to STS as an SDK in a pod does, and asks who its session is. The session is used for nothing
 * else and forgotten. A call that got no answer at all stays a failure.
 */
export async function exchangeToken(
  aws: Pick<AwsAccess, 'sts' | 'stsAs'>,
  roleArn: string,
  token: string,
): Promise<Exchange> {
  const sts = await aws.sts()
  try {
    const { Credentials: given } = await sts.send(
      new AssumeRoleWithWebIdentityCommand({
        RoleArn: roleArn,
        RoleSessionName: 'rolecall-verify',
        WebIdentityToken: token,
        DurationSeconds: sessionSeconds,
      }),
    )
    const session = await aws.stsAs({
      accessKeyId: given?.AccessKeyId ?? '',
      secretAccessKey: given?.SecretAccessKey ?? '',
      sessionToken: given?.SessionToken ?? '',
    })
    const { Arn = '' } = await session.send(new GetCallerIdentityCommand({}))
    return { state: 'given', arn: Arn }
  } catch (error) {
    const { name, message, Code, $metadata } = error as Error & {
      Code?: string
      $metadata?: { httpStatusCode?: number }
    }
    if ($metadata?.httpStatusCode === undefined) throw error
    return { state: 'refused', code: Code ?? name, message }
  }
}
