import type { Socket } from 'node:net'
import { draining } from './draining.ts'
import { openedPort } from './opened-port.ts'
import { type ProbeDoors, probeListener } from './probe-listener.ts'

// Imported, the module would bring along Node's WebSocket client: a tenth of the time it takes to start.
const { createServer } = process.getBuiltinModule('node:http')

export interface ProbeServer {
  readonly port: number
  close(): void
}

/** More than kubelet and who reads metrics hold. */
const mostConnections = 64

/**
 * A small server for probes and metrics. Rejects with Node's error when it cannot listen. Anybody may connect: of too
 * many connections the oldest goes, since a probe that is turned away may end a container.
 */
export async function probeServer(
  host: string | undefined,
  port: number,
  doors: ProbeDoors,
): Promise<ProbeServer> {
  const limits = { headersTimeout: 5000, requestTimeout: 5000, maxHeaderSize: 8192 }
  const server = createServer(limits, probeListener(doors))
  const open = new Set<Socket>()
  server.on('connection', (socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
    const [oldest] = open
    if (open.size > mostConnections) oldest?.destroy()
  })
  const { abort } = draining(server)
  return { port: await openedPort(server, port, host), close: abort }
}
