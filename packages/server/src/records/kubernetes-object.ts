import { collection } from '../store/collection.ts'

/** An object of an embedded cluster, as the Kubernetes API writes it. */
export interface KubernetesObject {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: ObjectMeta
  readonly [field: string]: unknown
}

export interface ObjectMeta {
  readonly name: string
  readonly namespace?: string
  readonly uid: string
  readonly resourceVersion: string
  readonly creationTimestamp: string
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly [field: string]: unknown
}

/** The namespace of an object without one is empty. */
export const kubernetesObjects = collection<
  KubernetesObject,
  [clusterId: string, resource: string, namespace: string, name: string]
>('kubernetes.object')
