import { collection } from '../store/collection.ts'
import type { RequestMark } from './request-mark.ts'
import type { Tags } from './tags.ts'

/** As types stand in ARNs. */
export type ClusterResourceType = 'addon' | 'fargateprofile' | 'identityproviderconfig' | 'nodegroup'

/** What is kept below a cluster: what all types have alike, and what AWS answers of one type alone. */
export interface ClusterResource<Detail = unknown> {
  readonly account: string
  readonly region: string
  readonly clusterId: string
  readonly clusterName: string
  readonly type: ClusterResourceType
  readonly name: string
  readonly arn: string
  /** Milliseconds since the epoch. */
  readonly createdAt: number
  readonly modifiedAt: number
  readonly status: 'CREATING' | 'ACTIVE' | 'UPDATING'
  readonly tags: Tags
  readonly request?: RequestMark | undefined
  readonly detail: Detail
}

/** By the cluster's id, so that a cluster made anew has nothing of the one before. */
export const clusterResources = collection<
  ClusterResource,
  [clusterId: string, type: ClusterResourceType, name: string]
>('eks.cluster-resource')
