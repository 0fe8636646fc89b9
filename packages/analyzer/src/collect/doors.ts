import type { EKSClient } from '@aws-sdk/client-eks'
import type { IAMClient } from '@aws-sdk/client-iam'
import type { KubernetesApi } from '@rolecall/kubernetes'

/** Where a snapshot is collected from. Rolecall, AWS and a real cluster are the same from here. */
export interface Doors {
  readonly eks: EKSClient
  readonly iam: IAMClient
  /** The account and partition whose IAM `iam` reads. */
  readonly account: string
  readonly partition: string
  /** Whether associations may be patterns, as on a Rolecall server; AWS has none. Taken as true when left out. */
  readonly takesPatterns?: boolean
  /** The Kubernetes API of a cluster that exists, by its name. */
  kubernetes(cluster: string): Promise<KubernetesApi>
}
