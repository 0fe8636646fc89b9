import type { KubernetesConnection } from './kubernetes-connection.ts'
import { KubernetesFault } from './kubernetes-fault.ts'
import { send } from './send.ts'
import { withQuery } from './with-query.ts'

export interface ListRequest {
  /** The collection, with its selectors if any: `/api/v1/serviceaccounts`. */
  readonly path: string
  readonly accept: string
  readonly signal: AbortSignal
  /** Takes of an object what it keeps; the next one waits for it. */
  readonly keep: (object: unknown) => void | Promise<void>
}

interface List {
  readonly items?: readonly unknown[]
  readonly metadata?: { readonly resourceVersion?: string; readonly continue?: string }
}

/** Objects a page: what is whole in memory at a time while a large list is read. */
const limit = 500

/**
 * Reads a collection page by page and answers its resourceVersion, from which a watch goes on. All pages are of
 * one moment; when the API server no longer has that moment it answers 410, and the caller begins again.
 * Source: Kubernetes API concepts, "Retrieving large results sets in chunks".
 */
export async function listPages(connection: KubernetesConnection, request: ListRequest): Promise<string> {
  const { accept, signal, keep } = request
  let next: string | undefined
  for (;;) {
    const path = withQuery(request.path, { limit: String(limit), ...(next ? { continue: next } : {}) })
    const list = (await send(connection, { method: 'GET', path, accept, signal })) as List
    for (const item of list.items ?? []) await keep(item)
    next = list.metadata?.continue
    if (next) continue
    const version = list.metadata?.resourceVersion
    if (!version)
      throw new KubernetesFault(200, 'Unknown', `the list of ${request.path} has no resourceVersion`)
    return version
  }
}
