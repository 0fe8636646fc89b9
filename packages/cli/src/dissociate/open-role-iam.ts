import type { IAMClient } from '@aws-sdk/client-iam'
import { parseArn } from '@rolecall/core'
import type { AwsAccess } from '../aws/aws-access.ts'
import { callerAccount } from '../aws/caller-account.ts'
import { Refusal } from '../refusal.ts'
import type { DissociateOptions } from './dissociate-options.ts'

/**
 * IAM in the account of a role, where a role of the same name may be another.
 *
 * @throws Refusal when the credentials are of another account
 */
export async function openRoleIam(
  aws: AwsAccess,
  roleArn: string,
  account: string,
  { roleProfile }: Pick<DissociateOptions, 'roleProfile'>,
): Promise<IAMClient> {
  const other = parseArn(roleArn)?.account
  const own =
    roleProfile === undefined ? account : (await callerAccount(await aws.stsOf(roleProfile))).account
  if (own !== other) {
    throw new Refusal(
      roleProfile === undefined
        ? `the sessions are of ${roleArn}, and only the account ${other} can end them; name a profile of it ` +
            'with --role-profile'
        : `--role-profile ${roleProfile} is of the account ${own}, and ${roleArn} of ${other}`,
    )
  }
  return roleProfile === undefined ? aws.iam() : aws.iamOf(roleProfile)
}
