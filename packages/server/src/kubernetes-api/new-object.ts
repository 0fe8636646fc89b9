import { randomUUID } from 'node:crypto'
import type { KubernetesObject } from '../records/kubernetes-object.ts'

interface Named {
  readonly name: string
  readonly namespace?: string | undefined
}

/** A new object with what every object gets from the API server. `fields` may hold metadata of its own. */
export function newObject(
  kind: string,
  { name, namespace }: Named,
  now: number,
  { metadata = {}, ...fields }: { metadata?: object; [field: string]: unknown } = {},
): KubernetesObject {
  return {
    ...fields,
    apiVersion: 'v1',
    kind,
    metadata: {
      ...metadata,
      name,
      ...(namespace === undefined ? {} : { namespace }),
      uid: randomUUID(),
      resourceVersion: '1',
      creationTimestamp: `${new Date(now).toISOString().slice(0, 19)}Z`,
    },
  }
}
