import { setTimeout as sleep } from 'node:timers/promises'
import { backOff } from './back-off.ts'
import type { KubernetesConnection } from './kubernetes-connection.ts'
import { KubernetesFault } from './kubernetes-fault.ts'
import { listPages } from './list-pages.ts'
import { watchEvents } from './watch-events.ts'

export interface Watching<T> {
  /** Asks for names, labels and annotations only. Source: `meta.k8s.io/v1` PartialObjectMetadata. */
  readonly metadataOnly?: boolean
  /** What to keep of an object, applied as it arrives: only this stays in memory. */
  readonly transform: (object: unknown) => T
  /** All there is, after each list: whatever is not in it is gone. */
  readonly onReplace: (objects: readonly T[]) => void
  readonly onEvent: (type: 'ADDED' | 'MODIFIED' | 'DELETED', object: T) => void
  /** Told of every failure; the watch goes on by itself, and until then what is known stays as it is. */
  readonly onFailure?: (error: Error) => void
  /** Told whenever the API server has said that we are up to date. */
  readonly onCurrent?: () => void
  readonly signal: AbortSignal
  /** Milliseconds without a word after which a connection is renewed; two minutes when absent. */
  readonly silence?: number
  /** Milliseconds to wait after so many failures in a row. */
  readonly backOff?: (failures: number) => number
}

const partial = 'g=meta.k8s.io;v=v1'
const metadataList = `application/json;as=PartialObjectMetadataList;${partial}`
const metadata = `application/json;as=PartialObjectMetadata;${partial}`
const gone = 410

/**
 * Follows a collection, such as `/api/v1/serviceaccounts`, until the signal: a list in pages, then watches, each
 * from where the last one ended. What the API server no longer remembers (410) is listed anew. Resolves when it
 * was stopped, and never rejects.
 */
export async function watch<T>(
  connection: KubernetesConnection,
  path: string,
  watching: Watching<T>,
): Promise<void> {
  const { signal, transform, onReplace, onEvent, silence = 120_000 } = watching
  const accept = (whole: string) => (watching.metadataOnly ? whole : 'application/json')
  let failures = 0
  let version: string | undefined

  const list = async () => {
    const objects: T[] = []
    const keep = (object: unknown) => void objects.push(transform(object))
    version = await listPages(connection, { path, accept: accept(metadataList), signal, keep })
    onReplace(objects)
    watching.onCurrent?.()
  }
  const follow = async (resourceVersion: string) => {
    const request = { path, accept: accept(metadata), signal, silence, resourceVersion }
    for await (const { type, object } of watchEvents(connection, request)) {
      failures = 0
      if (type !== 'BOOKMARK') onEvent(type, transform(object))
      version = object.metadata?.resourceVersion ?? version
      watching.onCurrent?.()
    }
  }

  while (!signal.aborted) {
    const began = performance.now()
    try {
      if (version === undefined) {
        await list()
        continue
      }
      await follow(version)
      // A watch that ends as soon as it began is no failure, and must still not become a storm.
      failures = performance.now() - began > 1000 ? 0 : failures + 1
    } catch (error) {
      if (signal.aborted) return
      failures += 1
      if (error instanceof KubernetesFault && error.status === gone) version = undefined
      else watching.onFailure?.(error instanceof Error ? error : new Error(String(error)))
    }
    // What failed first is tried at once: most often a connection was only ended.
    if (failures > 1)
      await sleep((watching.backOff ?? backOff)(failures - 1), undefined, { signal }).catch(() => {})
  }
}
