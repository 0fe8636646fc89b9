import { type AwsOptions, awsOptions } from '../aws/aws-options.ts'
import type { CommandOption } from '../command.ts'

export interface DissociateOptions extends AwsOptions {
  readonly cluster: string
  readonly namespace: string
  readonly serviceAccount: string
  readonly revoke?: boolean
  readonly wholeRole?: boolean
  readonly roleArn?: string
  readonly roleProfile?: string
  readonly deleteRole?: boolean
  readonly dryRun?: boolean
}

export const dissociateOptions: readonly CommandOption[] = [
  { flags: '--cluster <name>', text: 'EKS cluster', required: true },
  { flags: '-n, --namespace <namespace>', text: 'namespace of the ServiceAccount', required: true },
  { flags: '--service-account <name>', text: 'ServiceAccount', required: true },
  { flags: '--revoke', text: 'end the credentials that are out too; else they live for up to six hours' },
  {
    flags: '--whole-role',
    text: "with --revoke: end every session of the role, also other pods' and people's; needed where session tags are disabled",
  },
  {
    flags: '--role-arn <arn>',
    text: 'with --revoke or --delete-role: the role, where the association is gone already (of one with a target role, for --revoke the target)',
  },
  {
    flags: '--role-profile <name>',
    text: 'with --revoke: AWS profile for the role, where it is of another account',
  },
  {
    flags: '--delete-role',
    text: 'delete the role too, if rolecall made it for this ServiceAccount and nothing else uses it',
  },
  { flags: '--dry-run', text: 'show what would change and change nothing; exit code 1 when something would' },
  ...awsOptions,
]
