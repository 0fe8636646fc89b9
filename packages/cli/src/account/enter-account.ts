import { setTimeout as sleep } from 'node:timers/promises'
import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts'
import type { AwsCredentials } from '../aws/aws-access.ts'
import { Refusal } from '../refusal.ts'

/** On AWS a new role takes a while to be known everywhere. */
const tries = 12
const waitMs = 2500

/** Credentials of the role that a new account is made with. */
export async function enterAccount(sts: STSClient, roleArn: string): Promise<AwsCredentials> {
  for (let left = tries; ; left--) {
    try {
      const command = new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'rolecall-account-create' })
      const { AccessKeyId, SecretAccessKey, SessionToken } = (await sts.send(command)).Credentials ?? {}
      if (!AccessKeyId || !SecretAccessKey || !SessionToken) throw new Refusal('STS answered no credentials')
      return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken }
    } catch (error) {
      // Who may not assume it at all learns so after half a minute: AWS's text is the same.
      if ((error as Error).name !== 'AccessDenied' || left === 1) throw error
      await sleep(waitMs)
    }
  }
}
