import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RunningServer, type ServerConfig, startServer } from '@rolecall/server'

export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

interface ClientOptions {
  readonly endpoint: string
  readonly region: string
  readonly credentials: Credentials
  readonly maxAttempts: number
  /** Milliseconds that the server's clock is ahead. */
  readonly systemClockOffset: number
}

export interface TestServer {
  readonly url: string
  readonly account: string
  readonly folder: string
  /** Of the administrator. */
  readonly credentials: Credentials
  /** What the server logged as an error: a test that expects none looks here. */
  readonly errors: readonly unknown[]
  /** Milliseconds since the epoch, by the server's clock. */
  now(): number
  /** Moves the server's clock, in milliseconds. Clients that are made later sign by it. */
  advance(by: number): void
  /** A client of an AWS SDK for this server, as the administrator unless `overrides` say otherwise. */
  client<Client>(type: new (options: ClientOptions) => Client, overrides?: Partial<ClientOptions>): Client
  /** Stops it and leaves its folder, to be started again. */
  stop(): Promise<void>
  /** Stops it and removes its folder. */
  close(): Promise<void>
}

/** Starts a server of its own for a test: a fresh folder, any free port. */
export async function startTestServer(overrides: Partial<ServerConfig> = {}): Promise<TestServer> {
  const folder = overrides.folder ?? mkdtempSync(join(tmpdir(), 'rolecall-test-'))
  const errors: unknown[] = []
  let offset = 0
  const server: RunningServer = await startServer({
    host: '127.0.0.1',
    port: 0,
    folder,
    account: '111122223333',
    region: 'us-east-1',
    auth: 'enforce',
    clock: () => Date.now() + offset,
    log: { info: () => {}, warn: () => {}, error: (fields) => void errors.push(fields) },
    ...overrides,
  })
  const credentials = readCredentials(server.credentialsFile)
  const standard = { endpoint: server.url, region: 'us-east-1', credentials, maxAttempts: 1 }
  return {
    url: server.url,
    account: '111122223333',
    folder,
    credentials,
    errors,
    now: () => Date.now() + offset,
    advance: (by) => {
      offset += by
    },
    client: (type, options = {}) => new type({ ...standard, systemClockOffset: offset, ...options }),
    stop: () => server.close(),
    async close() {
      await server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function readCredentials(file: string): Credentials {
  const text = readFileSync(file, 'utf8')
  const value = (name: string) => new RegExp(`^${name} = (.+)$`, 'm').exec(text)?.[1] ?? ''
  return { accessKeyId: value('aws_access_key_id'), secretAccessKey: value('aws_secret_access_key') }
}
