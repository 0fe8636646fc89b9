import type { IAMClient } from '@aws-sdk/client-iam'
import { parseArn } from '@rolecall/core'
import type { AwsAccess } from '../../aws/aws-access.ts'
import { callerAccount } from '../../aws/caller-account.ts'
import { Refusal } from '../../refusal.ts'
import type { DissociateOptions } from '../dissociate-options.ts'
import type { Dissociation } from '../read-dissociation.ts'
import { runAgain } from '../run-again.ts'

/**
 * IAM in the account of a role, where a role of the same name may be another.
 *
 * @throws Refusal, before anything is changed, when the credentials are of another account
 */
export async function openRoleIam(
  aws: AwsAccess,
  roleArn: string,
  { account, association }: Dissociation,
  options: DissociateOptions,
): Promise<IAMClient> {
  const { roleProfile } = options
  const other = parseArn(roleArn)?.account
  const own =
    roleProfile === undefined ? account : (await callerAccount(await aws.stsOf(roleProfile))).account
  if (own !== other) {
    const because =
      roleProfile === undefined
        ? `the sessions are of ${roleArn}, and only the account ${other} can end them; name a profile of it ` +
          'with --role-profile'
        : `--role-profile ${roleProfile} is of the account ${own}, and ${roleArn} of ${other}`
    const meanwhile = association
      ? `. To stop new credentials now, without ending those that are out:\n  ${runAgain(options)}`
      : ''
    throw new Refusal(`${because}\nNothing was changed${meanwhile}`)
  }
  return roleProfile === undefined ? aws.iam() : aws.iamOf(roleProfile)
}
