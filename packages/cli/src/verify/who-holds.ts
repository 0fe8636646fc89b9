import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import type { Exchange } from '@rolecall/analyzer'
import type { AwsAccess, AwsCredentials } from '../aws/aws-access.ts'
import { refusedBy } from './refused-by.ts'

/** Asks STS whose session these are. They are used for nothing else. */
export async function whoHolds(
  aws: Pick<AwsAccess, 'stsAs'>,
  credentials: AwsCredentials,
): Promise<Exchange> {
  const session = await aws.stsAs(credentials)
  try {
    const { Arn = '' } = await session.send(new GetCallerIdentityCommand({}))
    return { state: 'given', arn: Arn }
  } catch (error) {
    return refusedBy('GetCallerIdentity', error)
  }
}
