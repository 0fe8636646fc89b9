/** What the flags of `rolecall webhook` give, by commander's names for them. */
export interface WebhookOptions {
  readonly port: string
  readonly metricsPort: string
  readonly kubeconfig?: string
  readonly kubeApi?: string
  readonly tlsCert?: string
  readonly tlsKey?: string
  readonly tlsMinVersion?: string
  readonly tlsCipherSuites?: string
  readonly inCluster?: boolean
  readonly serviceName: string
  readonly namespace: string
  readonly tlsSecret: string
  readonly annotationPrefix: string
  readonly tokenAudience: string
  readonly tokenMountPath: string
  readonly tokenExpiration: string
  readonly awsDefaultRegion?: string
  readonly podEndpointUrl?: string
  readonly stsRegionalEndpoint?: boolean
  readonly watchConfigMap?: boolean
  readonly composeRoleArn?: boolean
  readonly watchContainerCredentialsConfig?: string
  readonly containerCredentialsAudience: string
  readonly containerCredentialsTokenMountPath: string
  readonly containerCredentialsTokenVolumeName: string
  readonly containerCredentialsTokenPath: string
  readonly containerCredentialsFullUri: string
  readonly serviceAccountLookupGracePeriod?: string
  readonly resyncPeriod?: string
  readonly enableDebuggingHandlers?: boolean
  readonly version?: boolean
  readonly objects?: string
  readonly onUnknown: 'admit' | 'deny' | 'wait'
  readonly webhookConfiguration?: string
  readonly clusterName?: string
  readonly associationsInterval: string
  readonly missedPodsInterval: string
  readonly region?: string
  readonly endpointUrl?: string
  readonly accountId?: string
  readonly partition?: string
  readonly regionYieldsToEnvFrom?: boolean
  readonly bindAddress?: string
  readonly stopDelay: string
  readonly v: string
}
