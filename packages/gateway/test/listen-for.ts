import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { requestHead } from '../../server/src/http/request-head.ts'
import type { Door } from '../../server/src/index.ts'

/** A listener with one door, on a port of its own. */
export async function listenFor(door: Door, clock: () => number) {
  const server = createServer({ maxHeaderSize: 65_536 }, (request, response) => {
    const head = requestHead(request)
    if (!door.accepts(head)) {
      response.writeHead(421).end('another door')
      return
    }
    const arrival = { head, requestId: randomUUID(), at: clock(), sourceAddress: '127.0.0.1', secure: false }
    door.answer(arrival, request, response).catch((error: Error) => response.writeHead(599).end(error.stack))
    response.once('finish', () => {
      if (!request.complete) request.destroy()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}
