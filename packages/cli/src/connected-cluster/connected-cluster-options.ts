import { type AwsOptions, awsOptions } from '../aws/aws-options.ts'
import type { CommandOption } from '../command.ts'

/** What the options below give to the actions of `rolecall cluster`. */
export interface ConnectedClusterOptions extends AwsOptions {
  readonly kubeconfig?: string
  readonly context?: string
  readonly issuer?: string
  readonly jwks?: string
  readonly uploadKeys?: boolean
  readonly provider: string
  readonly roleArn?: string
  readonly immediately?: boolean
}

/** EKS's `ConnectorConfigProvider`; importing its client only to say them would slow down every help text. */
export const connectorProviders = [
  'EKS_ANYWHERE',
  'ANTHOS',
  'GKE',
  'AKS',
  'OPENSHIFT',
  'TANZU',
  'RANCHER',
  'EC2',
  'OTHER',
]

export const connectedClusterOptions: readonly CommandOption[] = [
  { flags: '--kubeconfig <file>', text: 'the cluster to register: issuer and keys are read from it' },
  { flags: '--context <name>', text: 'a context of the kubeconfig (default: its current one)' },
  {
    flags: '--issuer <url>',
    text: 'the issuer of its tokens, where it cannot be asked; with --jwks no kubeconfig is needed',
  },
  { flags: '--jwks <file>', text: 'its public keys, as "kubectl get --raw /openid/v1/jwks" prints them' },
  { flags: '--upload-keys', text: 'upload the keys also if the server could fetch them from the issuer' },
  {
    flags: '--provider <provider>',
    text: 'whose cluster it is',
    default: 'OTHER',
    choices: connectorProviders,
  },
  {
    flags: '--role-arn <arn>',
    text: "role of EKS's connector (default: AmazonEKSConnectorAgentRole of the account)",
  },
  { flags: '--immediately', text: 'sign with the new key at once, and not an hour later (rotate)' },
  ...awsOptions,
]
