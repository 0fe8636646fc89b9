import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts'
import { parseArn } from '@rolecall/core'

/** The account and partition whose credentials are in force. */
export async function callerAccount(sts: STSClient): Promise<{ account: string; partition: string }> {
  const { Account = '', Arn = '' } = await sts.send(new GetCallerIdentityCommand({}))
  return { account: Account, partition: parseArn(Arn)?.partition ?? 'aws' }
}
