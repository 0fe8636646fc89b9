import type { Server, ServerResponse } from 'node:http'
import { Server as TlsServer } from 'node:https'
import type { Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'

export interface Draining {
  /** Takes no new connection, lets answers under way end, and closes what is still open after `patienceMs`. */
  drain(patienceMs: number): Promise<void>
  /** Closes everything at once. */
  abort(): void
}

/** Milliseconds for what may be on its way on a connection that asked nothing yet. */
const firstRequestMs = 500

/**
 * How a server is stopped. It must be told of before the server listens: Node counts a connection as idle only once
 * it was asked something, and one in the middle of a TLS handshake not at all, so that whoever reaches the port could
 * hold up its end.
 */
export function draining(server: Server | TlsServer): Draining {
  const underWay = new Set<ServerResponse>()
  const silent = new Set<Socket>()
  /** By both ends of the connection, since a TLS socket does not name the one below it. */
  const handshakes = new Map<string, Socket>()
  const isTls = server instanceof TlsServer

  server.on('connection', (socket: Socket) => {
    if (!isTls) return follow(silent, socket)
    const ends = endsOf(socket)
    handshakes.set(ends, socket)
    socket.once('close', () => {
      // The ends may be those of another connection by now.
      if (handshakes.get(ends) === socket) handshakes.delete(ends)
    })
  })
  server.on('secureConnection', (socket: TLSSocket) => {
    handshakes.delete(endsOf(socket))
    follow(silent, socket)
  })
  server.prependListener('request', ({ socket }, response: ServerResponse) => {
    silent.delete(socket)
    underWay.add(response)
    response.once('close', () => {
      underWay.delete(response)
      if (!server.listening) server.closeIdleConnections()
    })
    if (!server.listening) endConnection(response)
  })
  const closeIdle = server.closeIdleConnections.bind(server)
  // For Node a connection is idle when its answer was written, though the client has not read it yet.
  server.closeIdleConnections = () => {
    if (![...underWay].some(({ writableEnded }) => writableEnded)) closeIdle()
  }

  const destroy = (...sockets: Iterable<Socket>[]) => {
    for (const some of sockets) for (const socket of some) socket.destroy()
  }
  const abort = () => {
    server.close()
    server.closeAllConnections()
    destroy(silent, handshakes.values())
  }
  return {
    abort,
    async drain(patienceMs) {
      const { promise, resolve } = Promise.withResolvers<void>()
      server.close(() => resolve())
      // Of requests that came one behind the other, only the last answer ends the connection.
      for (const response of new Map([...underWay].map((one) => [one.req.socket, one])).values())
        endConnection(response)
      const timers = [
        setTimeout(() => destroy(silent, handshakes.values()), Math.min(firstRequestMs, patienceMs)),
        setTimeout(abort, patienceMs),
      ]
      await promise
      for (const timer of timers) clearTimeout(timer)
    },
  }
}

function follow(sockets: Set<Socket>, socket: Socket): void {
  sockets.add(socket)
  socket.once('close', () => sockets.delete(socket))
}

function endsOf({ remoteAddress, remotePort, localAddress }: Socket): string {
  return `${remoteAddress} ${remotePort} ${localAddress}`
}

/** No further request comes on the connection of this response. */
function endConnection(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('connection', 'close')
  else response.once('finish', () => response.req.socket.destroySoon())
}
