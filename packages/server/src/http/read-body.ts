import type { IncomingMessage } from 'node:http'

/** Who sends a small body more slowly than this holds memory for nothing. */
const longestMs = 30_000

/** The body, or `undefined` when it is longer than the limit; the rest of it is then left unread. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Uint8Array | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return undefined
  const timer = setTimeout(() => request.destroy(), longestMs)
  try {
    const chunks: Buffer[] = []
    let length = 0
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      length += (chunk as Buffer).length
      if (length > limit) return undefined
      chunks.push(chunk as Buffer)
    }
    return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)
  } finally {
    clearTimeout(timer)
  }
}
