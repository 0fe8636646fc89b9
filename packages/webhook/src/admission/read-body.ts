import type { IncomingMessage } from 'node:http'

/**
 * The body of a request. `too-long`: the rest of it is left unread; `broken`: the other side went away. Who sends it
 * slowly is the server's matter, which has a timeout for requests.
 */
export async function readBody(
  request: IncomingMessage,
  limit: number,
): Promise<Buffer | 'too-long' | 'broken'> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return 'too-long'
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let length = 0
    request.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length > limit) {
        request.pause()
        resolve('too-long')
      } else chunks.push(chunk)
    })
    request.once('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)))
    request.once('error', () => resolve('broken'))
    request.once('close', () => resolve('broken'))
  })
}
