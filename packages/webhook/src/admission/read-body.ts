import type { IncomingMessage } from 'node:http'
import type { BodyPlace, BodyRoom } from './body-room.ts'

/** A body, with the place that it takes until `leave` is called. */
export interface TakenBody {
  readonly body: Buffer
  readonly place: BodyPlace
}

/**
 * The body of a request. `too-long` and `no-room`: the rest of it is left unread; `broken`: the other side went away.
 * Who sends it slowly is the server's matter, which has a timeout for requests.
 */
export async function readBody(
  request: IncomingMessage,
  limit: number,
  room: BodyRoom,
): Promise<TakenBody | 'too-long' | 'no-room' | 'broken'> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return 'too-long'
  return new Promise((resolve) => {
    let chunks: Buffer[] = []
    let length = 0
    const stop = (why: 'too-long' | 'no-room') => {
      request.removeAllListeners('data')
      request.pause()
      chunks = []
      end(why)
    }
    const place = room.place(() => stop('no-room'))
    const end = (why: 'too-long' | 'no-room' | 'broken') => {
      place.leave()
      resolve(why)
    }
    request.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length > limit) stop('too-long')
      else if (!place.grow(chunk.length)) stop('no-room')
      else chunks.push(chunk)
    })
    request.once('end', () => {
      request.removeListener('close', broken)
      place.whole()
      resolve({ body: chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks), place })
    })
    const broken = () => end('broken')
    request.once('error', broken)
    request.once('close', broken)
  })
}
