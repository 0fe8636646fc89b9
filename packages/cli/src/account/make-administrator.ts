import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateUserCommand,
  EntityAlreadyExistsException,
  type IAMClient,
} from '@aws-sdk/client-iam'
import { Refusal } from '../refusal.ts'
import type { ProfileKeys } from './add-profile.ts'

const UserName = 'administrator'

/** The administrator of an account, with an access key that is new each time. */
export async function makeAdministrator(iam: IAMClient, partition: string): Promise<ProfileKeys> {
  try {
    await iam.send(new CreateUserCommand({ UserName }))
  } catch (error) {
    if (!(error instanceof EntityAlreadyExistsException)) throw error
  }
  const PolicyArn = `arn:${partition}:iam::aws:policy/AdministratorAccess`
  await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn }))
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }))
  if (!AccessKey?.AccessKeyId || !AccessKey.SecretAccessKey) throw new Refusal('IAM answered no access key')
  return { accessKeyId: AccessKey.AccessKeyId, secretAccessKey: AccessKey.SecretAccessKey }
}
