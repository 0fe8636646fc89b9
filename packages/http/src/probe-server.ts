import { draining } from './draining.ts'
import { openedPort } from './opened-port.ts'
import { type ProbeDoors, probeListener } from './probe-listener.ts'

// Imported, the module would bring along Node's WebSocket client: a tenth of the time it takes to start.
const { createServer } = process.getBuiltinModule('node:http')

export interface ProbeServer {
  readonly port: number
  close(): void
}

/** A small server for probes and metrics. Rejects with Node's error when it cannot listen. */
export async function probeServer(
  host: string | undefined,
  port: number,
  doors: ProbeDoors,
): Promise<ProbeServer> {
  const limits = { headersTimeout: 5000, requestTimeout: 5000, maxHeaderSize: 8192 }
  const server = createServer(limits, probeListener(doors))
  server.maxConnections = 64
  const { abort } = draining(server)
  return { port: await openedPort(server, port, host), close: abort }
}
