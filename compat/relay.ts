import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What stands in for an answer: one of its own, or the end of the connection. */
export type Mischief =
  | {
      readonly status: number
      readonly body: string
      readonly headers?: Readonly<Record<string, string>>
    }
  | 'cut'

export interface Relay {
  readonly url: string
  /** Called for each request; what it answers is sent in place of the target's answer. */
  mischief: (request: IncomingMessage) => Mischief | undefined
  close(): Promise<void>
}

/** Stands on loopback before a server: hands requests on as they are, but for the `Host` when one is given. */
export async function relay(target: string, host?: string): Promise<Relay> {
  // It hands on the server's own word of how long a connection is kept.
  const server = createServer({ keepAliveTimeout: 75_000 }, (from, to) => {
    const mischief = made.mischief(from)
    if (mischief === 'cut') from.socket.destroy()
    else if (mischief) to.writeHead(mischief.status, mischief.headers).end(mischief.body)
    else handOn(target, host, from, to)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const made: Relay = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mischief: () => undefined,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return made
}

function handOn(target: string, host: string | undefined, from: IncomingMessage, to: ServerResponse): void {
  const { method, headers } = from
  const onward = request(new URL(from.url ?? '/', target), {
    method,
    headers: { ...headers, host: host ?? headers.host },
    // One that was kept may be closed by the other end just as it is used again.
    agent: false,
  })
  onward.once('error', () => to.destroy())
  onward.once('response', (answer) => {
    to.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(to)
  })
  // A caller that waits no longer leaves nothing waiting behind it.
  to.once('close', () => onward.destroy())
  from.pipe(onward)
}
