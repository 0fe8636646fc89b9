import type { UpdateParam, UpdateType } from '@aws-sdk/client-eks'
import { collection } from '../store/collection.ts'
import type { ClusterResourceType } from './cluster-resource.ts'
import type { RequestMark } from './request-mark.ts'

/** A change of a cluster, or of what is below it. */
export interface ClusterUpdate {
  readonly clusterId: string
  readonly id: string
  /** What is changed below the cluster; the cluster itself when absent. */
  readonly of?: { readonly type: ClusterResourceType; readonly name: string } | undefined
  readonly status: 'InProgress' | 'Successful'
  readonly type: UpdateType
  readonly params: readonly UpdateParam[]
  readonly createdAt: number
  readonly request?: RequestMark | undefined
}

export const clusterUpdates = collection<ClusterUpdate, [clusterId: string, id: string]>('eks.cluster-update')
