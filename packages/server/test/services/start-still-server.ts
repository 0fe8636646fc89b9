import type { ServerConfig } from '@rolecall/server'
import { startTestServer, type TestServer } from '../start-test-server.ts'

const start = Date.parse('2026-11-27T12:00:00.100Z')

/**
 * A server whose clock goes on only when it is told to: nothing ends in the middle of a test, however long the test
 * takes, and every run is at the same time. Clients sign by the server's clock as it is when they are made.
 */
export async function startStillServer(overrides: Partial<ServerConfig> = {}): Promise<TestServer> {
  let now = start
  const server = await startTestServer({ ...overrides, clock: () => now })
  return {
    ...server,
    now: () => now,
    advance: (by) => {
      now += by
    },
    client: (type, options = {}) => server.client(type, { systemClockOffset: now - Date.now(), ...options }),
  }
}
