import { type AwsOptions, awsOptions } from '../aws/aws-options.ts'
import type { CommandOption } from '../command.ts'

export interface AccountOptions extends AwsOptions {
  readonly email?: string
  readonly ou?: string
  readonly createOrganization?: boolean
  readonly credentials?: string
  readonly saveAs?: string
}

export const accountOptions: readonly CommandOption[] = [
  { flags: '--email <email>', text: 'of the new account, which no other account has (create)' },
  { flags: '--ou <id>', text: 'the organizational unit that it is moved into (default: the root)' },
  {
    flags: '--create-organization',
    text: 'make the organization if there is none; the account that asks becomes its management account',
  },
  {
    flags: '--credentials <file>',
    text: 'the credentials file (default: AWS_SHARED_CREDENTIALS_FILE, then ~/.aws/credentials)',
  },
  { flags: '--save-as <profile>', text: 'the name of the profile (default: the name of the account)' },
  ...awsOptions,
]
