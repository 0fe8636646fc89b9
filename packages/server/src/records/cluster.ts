import type { Cluster as ClusterOutput } from '@aws-sdk/client-eks'
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
  readonly status: 'CREATING' | 'ACTIVE' | 'UPDATING'
  readonly version: string
  readonly roleArn: string
  readonly issuer: string
  readonly endpoint: string
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

export const clusters = collection<Cluster, [account: string, region: string, name: string]>('eks.cluster')

/** Finds a cluster by its id. */
export const clusterIds = collection<{ account: string; region: string; name: string }, [id: string]>(
  'eks.cluster-id',
)
