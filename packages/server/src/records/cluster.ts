import type { Cluster as ClusterOutput } from '@aws-sdk/client-eks'
import type { JwksDocument } from '@rolecall/tokens'
import { collection } from '../store/collection.ts'
import type { RequestMark } from './request-mark.ts'

export interface Cluster {
  readonly account: string
  readonly region: string
  readonly name: string
  readonly arn: string
  /** 32 hex digits: what its issuer and its endpoint are found by. */
  readonly id: string
  readonly createdAt: number
  /** A connected cluster is `PENDING` until its issuer is known. */
  readonly status: 'CREATING' | 'PENDING' | 'ACTIVE' | 'UPDATING'
  /** Not known of a connected cluster, and neither is the role. */
  readonly version?: string | undefined
  readonly roleArn?: string | undefined
  /** As it stands in `iss`. */
  readonly issuer?: string | undefined
  readonly endpoint?: string | undefined
  /** Only of a cluster that runs elsewhere and was registered. */
  readonly connection?: ClusterConnection | undefined
  /**
   * Unique id of the user or role that made it, and so is its administrator. Not the ARN: another of the same name,
   * made after it was deleted, is nobody here.
   */
  readonly creatorId: string
  readonly creatorIsAdministrator: boolean
  readonly authenticationMode: 'API' | 'API_AND_CONFIG_MAP' | 'CONFIG_MAP'
  readonly subnetIds: readonly string[]
  readonly securityGroupIds: readonly string[]
  readonly tags: Readonly<Record<string, string>>
  /** Absent of clusters made before it was kept: they have what AWS gives to who asks for nothing. */
  readonly configuration?: ClusterConfiguration | undefined
  readonly request?: RequestMark | undefined
}

/** What else was asked of a cluster, by AWS's members. Only deletion protection has an effect here. */
export type ClusterConfiguration = Readonly<
  Pick<
    ClusterOutput,
    | 'computeConfig'
    | 'controlPlaneScalingConfig'
    | 'deletionProtection'
    | 'encryptionConfig'
    | 'kubernetesNetworkConfig'
    | 'logging'
    | 'remoteNetworkConfig'
    | 'resourcesVpcConfig'
    | 'storageConfig'
    | 'upgradePolicy'
    | 'zonalShiftConfig'
  >
>

/** A cluster that runs elsewhere: what it was registered with, and how its tokens are verified. */
export interface ClusterConnection {
  /** One of EKS's `ConnectorConfigProvider`. */
  readonly provider: string
  readonly roleArn: string
  readonly activationId: string
  readonly activationExpiry: number
  /** Public keys that were uploaded: then nothing is fetched. */
  readonly keys?: JwksDocument | undefined
  /** Base64 of the PEM of the authorities that its issuer is asked with, in place of the public ones. */
  readonly certificateAuthority?: string | undefined
}

export const clusters = collection<Cluster, [account: string, region: string, name: string]>('eks.cluster')

/** Finds a cluster by its id. */
export const clusterIds = collection<{ account: string; region: string; name: string }, [id: string]>(
  'eks.cluster-id',
)

/** Finds the connected cluster of an account that has this issuer, by the name that a provider of it has. */
export const clusterIssuers = collection<
  { region: string; name: string },
  [account: string, hostPath: string]
>('eks.cluster-issuer')
