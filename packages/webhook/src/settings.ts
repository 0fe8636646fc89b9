import { injectedNames, podIdentityAgent, type Randomness } from '@rolecall/core'

/** Where the token of a method lies in a pod. */
export interface TokenPlace {
  readonly volumeName: string
  /** Absolute, with slashes, on Windows too. */
  readonly mountPath: string
  /** The file in the volume. */
  readonly tokenPath: string
}

/** What the flags decide for every pod. */
export interface WebhookSettings {
  /** Of the annotations on ServiceAccounts and pods, without the slash. */
  readonly annotationPrefix: string
  /** Of a role that an annotation names without `arn:`; absent: such a name is no role ARN. */
  readonly composeRoleArn?: { readonly partition: string; readonly account: string }
  /** Audience of IRSA tokens. */
  readonly audience: string
  /** Seconds. */
  readonly expirationSeconds: number
  readonly regionalSts: boolean
  /** Absent: no pod is given a region. */
  readonly region?: string
  /** Where pods find AWS, when that is not AWS itself. Absent: no pod is told. */
  readonly endpoint?: string
  /** Whether a container with `envFrom`, into which nobody can look, keeps the region that may stand there. */
  readonly regionYieldsToEnvFrom: boolean
  readonly irsa: TokenPlace
  readonly podIdentity: TokenPlace & {
    readonly audience: string
    /** Where the agent answers. */
    readonly credentialsUri: string
  }
  /** Spreads the renewal of Pod Identity tokens. Absent: they are not spread. */
  readonly random?: Randomness
}

/** The defaults of the stock webhook's flags. Source: amazon-eks-pod-identity-webhook, its README and `main.go`. */
export const stockSettings: WebhookSettings = {
  annotationPrefix: 'eks.amazonaws.com',
  audience: injectedNames.irsa.audience,
  expirationSeconds: 86_400,
  regionalSts: false,
  regionYieldsToEnvFrom: false,
  irsa: injectedNames.irsa,
  podIdentity: { ...injectedNames['pod-identity'], credentialsUri: podIdentityAgent.credentialsUris[0]! },
}
