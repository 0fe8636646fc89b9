import type { Update } from '@aws-sdk/client-eks'
import type { ClusterUpdate } from '../../../records/cluster-update.ts'

/** A change as EKS writes it. */
export function updateOutput({ id, status, type, params, createdAt }: ClusterUpdate): Update {
  return { id, status, type, params: [...params], createdAt: new Date(createdAt), errors: [] }
}
