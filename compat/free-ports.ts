import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'

/** Below those that systems give to whoever asks for any port, so that nobody is given one before it is used. */
const [lowest, highest] = [20_000, 32_000]

/** Ports of loopback on which nobody listens at this moment, for programs that do not say which they took. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const ports: number[] = []
  for (
    let port = randomInt(lowest, highest);
    ports.length < count;
    port = port < highest ? port + 1 : lowest
  ) {
    if (await isFree(port)) ports.push(port)
  }
  return ports
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch {
    return false
  }
  server.close()
  await once(server, 'close')
  return true
}
