import { type AwsOptions, awsOptions } from '../aws/aws-options.ts'
import type { CommandOption } from '../command.ts'

export interface AssociateOptions extends AwsOptions {
  readonly cluster: string
  readonly namespace: string
  readonly serviceAccount: string
  readonly policyArn?: readonly string[]
  readonly policy?: string
  readonly permissionsBoundary?: string
  readonly roleName?: string
  readonly roleArn?: string
  readonly targetRoleArn?: string
  readonly disableSessionTags?: boolean
  readonly sessionPolicy?: string
  readonly createServiceAccount?: boolean
  readonly adopt?: boolean
  readonly dryRun?: boolean
  readonly kubeconfig?: string
}

export const associateOptions: readonly CommandOption[] = [
  { flags: '--cluster <name>', text: 'EKS cluster', required: true },
  { flags: '-n, --namespace <namespace>', text: 'namespace of the ServiceAccount', required: true },
  { flags: '--service-account <name>', text: 'ServiceAccount', required: true },
  { flags: '--policy-arn <arn...>', text: 'managed policies of the role that is made' },
  { flags: '--policy <file>', text: 'inline policy of the role that is made, JSON' },
  { flags: '--permissions-boundary <arn>', text: 'what the role that is made can never go beyond' },
  { flags: '--role-name <name>', text: 'name of the role that is made (default: as eksctl names it)' },
  { flags: '--role-arn <arn>', text: 'use this role as it is, and make none' },
  { flags: '--target-role-arn <arn>', text: 'a role, of any account, that is assumed through the first' },
  { flags: '--disable-session-tags', text: 'sessions without the six tags that name cluster and pod' },
  {
    flags: '--session-policy <file>',
    text: 'what pods can never go beyond, JSON; needs --disable-session-tags',
  },
  {
    flags: '--create-service-account',
    text: 'make the namespace and the ServiceAccount too, where they are missing',
  },
  { flags: '--adopt', text: 'take over a role or an association that rolecall did not make' },
  { flags: '--dry-run', text: 'show what would change and change nothing; exit code 1 when something would' },
  {
    flags: '--kubeconfig <file>',
    text: 'reach the cluster by this file (default: the EKS endpoint, with your AWS credentials)',
  },
  ...awsOptions,
]
