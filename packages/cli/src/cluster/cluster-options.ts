import { type AwsOptions, awsOptions } from '../aws/aws-options.ts'
import type { CommandOption } from '../command.ts'

/** What the options below give to a command. */
export interface ClusterOptions extends AwsOptions {
  readonly cluster: string
  readonly namespace: string
  readonly serviceAccount: string
  readonly kubeconfig?: string
}

/** Which ServiceAccount of which cluster, for commands that act as one. */
export const clusterOptions: readonly CommandOption[] = [
  { flags: '--cluster <name>', text: 'EKS cluster', required: true },
  { flags: '-n, --namespace <namespace>', text: 'namespace of the ServiceAccount', required: true },
  { flags: '--service-account <name>', text: 'ServiceAccount', required: true },
  {
    flags: '--kubeconfig <file>',
    text: 'reach the cluster by this file (default: the EKS endpoint, with your AWS credentials)',
  },
  ...awsOptions,
]
