import type { Method } from '../verification.ts'

export interface Injection {
  /** The variables that make SDKs ask for credentials this way; the second names the file with the token. */
  readonly variables: readonly [what: string, tokenFile: string]
  /** Their names as the AWS SDK for Java takes them from its own properties. */
  readonly properties: readonly [what: string, tokenFile: string]
  /** What stands in `what` when it is not the role. */
  readonly constant?: readonly string[]
}

/** What the webhook gives to each container. Source: amazon-eks-pod-identity-webhook, `pkg/handler`. */
export const injections: Readonly<Record<Method, Injection>> = {
  irsa: {
    variables: ['AWS_ROLE_ARN', 'AWS_WEB_IDENTITY_TOKEN_FILE'],
    properties: ['aws.roleArn', 'aws.webIdentityTokenFile'],
  },
  'pod-identity': {
    variables: ['AWS_CONTAINER_CREDENTIALS_FULL_URI', 'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE'],
    properties: ['aws.containerCredentialsFullUri', 'aws.containerAuthorizationTokenFile'],
    constant: ['http://169.254.170.23/v1/credentials', 'http://[fd00:ec2::23]/v1/credentials'],
  },
}
