import type { CommandOption } from '../command.ts'

/** What the options below give to a command. */
export interface AwsOptions {
  readonly profile?: string
  readonly region?: string
  readonly endpointUrl?: string
}

/** The standard AWS options, for every command that calls AWS. Defaults are the SDK's own. */
export const awsOptions: readonly CommandOption[] = [
  { flags: '--profile <name>', text: 'AWS profile (default: AWS_PROFILE, then the default chain)' },
  { flags: '--region <region>', text: 'AWS region (default: AWS_REGION, then the profile)' },
  {
    flags: '--endpoint-url <url>',
    text: 'where all AWS calls go, such as http://127.0.0.1:4566 (default: AWS_ENDPOINT_URL, then AWS)',
  },
]
