/** By which way a pod gets AWS credentials. */
export type CredentialMethod = 'irsa' | 'pod-identity'

export interface InjectedNames {
  /** Whom the pod's token is for. That of EKS Pod Identity is also the principal that trust policies name. */
  readonly audience: string
  /** The variables that make SDKs ask for credentials this way; the second names the file with the token. */
  readonly variables: readonly [what: string, tokenFile: string]
  readonly volumeName: string
  /** Where the volume is mounted: absolute, with slashes, on Windows too. */
  readonly mountPath: string
  /** The token's file in the volume. */
  readonly tokenPath: string
}

/**
 * What a pod is given for its credentials, by each method, where no flag says otherwise. Source:
 * amazon-eks-pod-identity-webhook, its README, `main.go` and `pkg/handler`.
 */
export const injectedNames: Readonly<Record<CredentialMethod, InjectedNames>> = {
  irsa: {
    audience: 'sts.amazonaws.com',
    variables: ['AWS_ROLE_ARN', 'AWS_WEB_IDENTITY_TOKEN_FILE'],
    volumeName: 'aws-iam-token',
    mountPath: '/var/run/secrets/eks.amazonaws.com/serviceaccount',
    tokenPath: 'token',
  },
  'pod-identity': {
    audience: 'pods.eks.amazonaws.com',
    variables: ['AWS_CONTAINER_CREDENTIALS_FULL_URI', 'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE'],
    volumeName: 'eks-pod-identity-token',
    mountPath: '/var/run/secrets/pods.eks.amazonaws.com/serviceaccount',
    tokenPath: 'eks-pod-identity-token',
  },
}
