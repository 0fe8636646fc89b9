import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ended } from './ended.ts'
import { startRolecall } from './start-rolecall.ts'

export interface Serving {
  /** What a client needs, and all it needs. */
  readonly environment: Readonly<Record<string, string>>
  stop(): Promise<void>
}

/** A server of its own on a free port, as a user starts one. */
export async function serving(): Promise<Serving> {
  const data = await mkdtemp(join(tmpdir(), 'rolecall-test-'))
  const child = startRolecall(['serve', '--listen', '127.0.0.1:0', '--data', data], {})
  const end = ended(child)
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  let said = ''
  child.stdout?.on('data', (chunk) => {
    said += chunk
    const [, url] = /^rolecall ready on (\S+)\n/m.exec(said) ?? []
    if (url) resolve(url)
  })
  void end.then(({ err }) => reject(new Error(`the server ended: ${err}`)))
  const url = await promise
  return {
    environment: {
      AWS_ENDPOINT_URL: url,
      AWS_SHARED_CREDENTIALS_FILE: join(data, 'credentials'),
      AWS_PROFILE: 'rolecall',
    },
    async stop() {
      child.kill('SIGTERM')
      await end
      await rm(data, { recursive: true, force: true })
    },
  }
}
