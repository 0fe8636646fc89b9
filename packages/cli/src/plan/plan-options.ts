import type { AwsOptions } from '../aws/aws-options.ts'
import { awsOptions } from '../aws/aws-options.ts'
import type { CommandOption } from '../command.ts'

/** What the options below give to `plan` and `apply`. */
export interface PlanOptions extends AwsOptions {
  readonly file: string
  readonly kubeconfig?: string
  readonly adopt?: boolean
}

export const planOptions: readonly CommandOption[] = [
  {
    flags: '-f, --file <file>',
    text: 'eksctl ClusterConfig, YAML or JSON; - reads standard input',
    required: true,
    once: true,
  },
  {
    flags: '--kubeconfig <file>',
    text: 'reach the cluster by this file (default: the EKS endpoint, with your AWS credentials)',
  },
  {
    flags: '--adopt',
    text: 'take over roles of these names that rolecall did not make, or that serve another ServiceAccount or issuer',
  },
  ...awsOptions,
]
