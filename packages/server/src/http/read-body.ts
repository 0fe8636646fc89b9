import type { IncomingMessage } from 'node:http'

/** Who sends a small body more slowly than this holds memory for nothing. */
const longestMs = 30_000

/** What of a body is left unread, because of its length or its pace. */
export type UnreadBody = 'too-long' | 'too-slow'

/** The body, or why the rest of it is left unread. Rejects when the other side goes away. */
export function readBody(request: IncomingMessage, limit: number): Promise<Uint8Array | UnreadBody> {
  return new Promise((resolve, reject) => {
    if (request.destroyed) return reject(wentAway())
    if (Number(request.headers['content-length'] ?? 0) > limit) return resolve('too-long')
    const chunks: Buffer[] = []
    let length = 0
    const stop = () => {
      clearTimeout(timer)
      request.off('data', keep).off('end', end).off('error', broken).off('close', broken)
    }
    const leave = (why: UnreadBody) => {
      stop()
      request.pause()
      resolve(why)
    }
    const keep = (chunk: Buffer) => {
      length += chunk.length
      if (length > limit) leave('too-long')
      else chunks.push(chunk)
    }
    const end = () => {
      stop()
      resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks))
    }
    const broken = (error?: Error) => {
      stop()
      reject(error ?? wentAway())
    }
    const timer = setTimeout(() => leave('too-slow'), longestMs)
    request.on('data', keep).once('end', end).once('error', broken).once('close', broken)
  })
}

function wentAway(): Error {
  return new Error('the client went away in the middle of its request')
}
