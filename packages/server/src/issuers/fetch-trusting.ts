import { request } from 'node:https'
import { Readable } from 'node:stream'
import type { FetchLike } from '@rolecall/tokens'

/**
 * A `fetch` that believes these certificate authorities and no others. Redirects are answers like any other and are
 * not followed; the signal bounds the time of everything, and who reads the body bounds its size.
 */
export function fetchTrusting(ca: string): FetchLike {
  return (url, { headers, signal }) => {
    const { promise, resolve, reject } = Promise.withResolvers<Response>()
    const outgoing = request(
      url,
      {
        ca,
        rejectUnauthorized: true,
        // A connection that is kept would go on under authorities that are no longer believed.
        agent: false,
        headers: headers as Record<string, string>,
        ...(signal ? { signal } : {}),
      },
      (incoming) => {
        const status = incoming.statusCode ?? 0
        if (status === 200)
          return resolve(new Response(Readable.toWeb(incoming) as ReadableStream, { status }))
        incoming.destroy()
        if (status < 200 || status > 599) return reject(new Error(`status ${status}`))
        resolve(new Response(null, { status }))
      },
    )
    outgoing.on('error', reject)
    outgoing.end()
    return promise
  }
}
