import type { KubernetesConnection } from './kubernetes-connection.ts'
import { KubernetesFault } from './kubernetes-fault.ts'
import { linesOf } from './lines-of.ts'
import { openAnswer } from './open-answer.ts'
import { readStatus } from './read-status.ts'
import { withQuery } from './with-query.ts'

export interface WatchRequest {
  readonly path: string
  readonly accept: string
  readonly signal: AbortSignal
  /** Where the list, or the watch before this one, ended. */
  readonly resourceVersion: string
  /** Milliseconds without a word after which the connection counts as dead. */
  readonly silence: number
}

export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK'
  readonly object: { readonly metadata?: { readonly resourceVersion?: string } }
}

/** What an object can be at most is 8 MiB in the API server's own form. */
const longestLine = 16 * 1024 * 1024
const longestStatus = 64 * 1024
/** After this the API server ends a watch by itself, so that its load can be spread anew. */
const timeoutSeconds = 480

/**
 * The events of one watch until the API server ends it. Bookmarks come about once a minute, so that a quiet
 * collection is not a silent connection. Throws `KubernetesFault`; 410 says that the version is too old.
 * Source: Kubernetes API concepts, "Efficient detection of changes".
 */
export async function* watchEvents(
  connection: KubernetesConnection,
  request: WatchRequest,
): AsyncGenerator<WatchEvent> {
  const { accept, signal, resourceVersion, silence: patience } = request
  const path = withQuery(request.path, {
    watch: 'true',
    allowWatchBookmarks: 'true',
    resourceVersion,
    timeoutSeconds: String(timeoutSeconds),
  })
  const incoming = await openAnswer(connection, { method: 'GET', path, accept, signal, patience })
  const status = incoming.statusCode ?? 0
  try {
    if (status !== 200) {
      throw readStatus(status, await textOf(incoming))
    }
    for await (const line of linesOf(incoming, longestLine)) {
      if (line !== '') yield readEvent(line)
    }
  } catch (error) {
    if (error instanceof KubernetesFault) throw error
    const words = error instanceof Error ? error.message : String(error)
    throw new KubernetesFault(0, 'Unreachable', `the watch of ${request.path} was cut: ${words}`)
  } finally {
    incoming.destroy()
  }
}

/** The beginning of an answer that is no watch. */
async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  let text = ''
  for await (const chunk of stream) {
    text += chunk.toString()
    if (text.length > longestStatus) break
  }
  return text
}

function readEvent(line: string): WatchEvent {
  const event = JSON.parse(line) as WatchEvent | { type: 'ERROR'; object: { code?: number } }
  if (event.type === 'ERROR') throw readStatus(event.object.code ?? 500, JSON.stringify(event.object))
  return event
}
