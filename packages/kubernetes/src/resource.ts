import type { KubernetesConnection } from './kubernetes-connection.ts'
import { objectPath } from './object-path.ts'
import type { KubernetesObject } from './objects.ts'
import { send } from './send.ts'

export interface DeleteOptions {
  /** Seconds a pod is given to end; 0 removes the object at once. */
  readonly gracePeriodSeconds?: number
}

export interface PatchOperation {
  readonly op: 'test' | 'add' | 'replace' | 'remove'
  readonly path: string
  readonly value?: unknown
}

/** What can be done with the objects of one kind in one namespace (or, for a kind without, in the cluster). */
export interface Resource<T extends KubernetesObject> {
  get(name: string): Promise<T>
  list(): Promise<T[]>
  create(object: T): Promise<T>
  /** Writes the whole object; refused as `Conflict` when its `resourceVersion` is no longer the latest. */
  replace(name: string, object: T): Promise<T>
  /** Merges members; `null` removes one. Source: RFC 7386. */
  merge(name: string, patch: object): Promise<T>
  /** Changes places one by one, and nothing when a `test` among them fails (`Invalid`). Source: RFC 6902. */
  patch(name: string, operations: readonly PatchOperation[]): Promise<T>
  /** Server-side apply: the members given belong to `fieldManager` from now on. */
  apply(name: string, object: T, fieldManager: string): Promise<T>
  delete(name: string, options?: DeleteOptions): Promise<void>
}

/** Access to one kind of object below `collection`, such as `/api/v1/namespaces/shop/pods`. */
export function resource<T extends KubernetesObject>(
  connection: KubernetesConnection,
  collection: string,
): Resource<T> {
  const at = (name: string) => collection + objectPath(name)
  return {
    get: async (name) => (await send(connection, { method: 'GET', path: at(name) })) as T,
    async list() {
      const list = (await send(connection, { method: 'GET', path: collection })) as { items?: T[] }
      return list.items ?? []
    },
    create: async (body) => (await send(connection, { method: 'POST', path: collection, body })) as T,
    replace: async (name, body) => (await send(connection, { method: 'PUT', path: at(name), body })) as T,
    async merge(name, body) {
      const contentType = 'application/merge-patch+json'
      return (await send(connection, { method: 'PATCH', path: at(name), contentType, body })) as T
    },
    async patch(name, body) {
      const contentType = 'application/json-patch+json'
      return (await send(connection, { method: 'PATCH', path: at(name), contentType, body })) as T
    },
    async apply(name, body, fieldManager) {
      // JSON is YAML, and the API server knows the patch by this content type alone.
      const contentType = 'application/apply-patch+yaml'
      const path = `${at(name)}?fieldManager=${encodeURIComponent(fieldManager)}&force=true`
      return (await send(connection, { method: 'PATCH', path, contentType, body })) as T
    },
    async delete(name, options = {}) {
      const body = { apiVersion: 'v1', kind: 'DeleteOptions', ...options }
      await send(connection, { method: 'DELETE', path: at(name), body })
    },
  }
}
