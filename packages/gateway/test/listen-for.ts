import { listen } from '../../server/src/http/listen.ts'
import type { Door } from '../../server/src/index.ts'

/** What the gateway leaves to the doors of the server. */
const another: Door = {
  name: 'another',
  accepts: () => true,
  answer: async (_arrival, _request, response) => void response.writeHead(421).end('another door'),
}

/** The server's own listener, on a port of its own, with one door and another behind it. */
export async function listenFor(door: Door, clock: () => number, failed: (failure: unknown) => void) {
  const log = {
    info: () => {},
    warn: () => {},
    error: ({ error }: { readonly error?: unknown }) => failed(error),
  }
  const doors = Promise.resolve([door, another])
  const { port, drain } = await listen({ host: '127.0.0.1', port: 0, doors, clock, log })
  return { port, close: drain }
}
