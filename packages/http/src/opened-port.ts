import type { AddressInfo, Server } from 'node:net'

/** Opens a port and answers which, since 0 takes a free one. Rejects with Node's error when it cannot be opened. */
export async function openedPort(server: Server, port: number, host: string | undefined): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  server.listen({ port, ...(host ? { host } : {}) }, resolve)
  await promise
  server.off('error', reject)
  return (server.address() as AddressInfo).port
}
