import { type Cluster, Cluster$ } from '@aws-sdk/client-eks'
import type { OperationSchema } from '@rolecall/aws-protocol'

export interface RotateClusterKeysRequest {
  readonly name: string
  /** The new key signs at once, and not after it has been published for an hour. */
  readonly immediately?: boolean
}

export interface RotateClusterKeysResponse {
  readonly cluster?: Cluster
}

/** `POST /clusters/{name}/rotate-keys`: Rolecall's own, in the form of the schemas of AWS's client packages. */
export const RotateClusterKeys$: OperationSchema = [
  9,
  'rolecall.eks',
  'RotateClusterKeys',
  { http: ['POST', '/clusters/{name}/rotate-keys', 200] },
  () => [3, 'rolecall.eks', 'RotateClusterKeysRequest', 0, ['name', 'immediately'], [[0, 1], 2], 1],
  () => [3, 'rolecall.eks', 'RotateClusterKeysResponse', 0, ['cluster'], [() => Cluster$]],
]
