import { spawn } from 'node:child_process'
import { resolve } from 'node:path'

export interface Server {
  readonly url: string
  /** What clients of the administrator need. */
  readonly environment: Readonly<Record<string, string>>
  /** Lets it end. */
  stop(): Promise<void>
  /** Ends it at once. */
  kill(): void
  /** Resolves when it has ended by itself or by a signal. */
  readonly ended: Promise<void>
}

/** Starts `rolecall serve` and shows what it prints. Ends this process with its exit code when it cannot start. */
export async function serve(listen: string, folder: string): Promise<Server> {
  const line = ['packages/cli/bin/rolecall.js', 'serve', '--listen', listen, '--data', folder]
  const child = spawn(process.execPath, line, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<number>((done) => child.once('exit', (code) => done(code ?? 1)))
  const url = await new Promise<string>((ready) => {
    let isReady = false
    void ended.then((code) => isReady || process.exit(code))
    let text = ''
    child.stdout.on('data', (chunk) => {
      process.stdout.write(chunk)
      text += chunk
      const found = /rolecall ready on (\S+)\n/.exec(text)?.[1]
      if (!found) return
      isReady = true
      ready(found)
    })
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill('SIGTERM'))
  return {
    url,
    environment: {
      AWS_ENDPOINT_URL: url,
      AWS_REGION: 'us-east-1',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_SHARED_CREDENTIALS_FILE: resolve(folder, 'credentials'),
      AWS_PROFILE: 'rolecall',
    },
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
    kill: () => void child.kill('SIGKILL'),
    ended: ended.then(() => {}),
  }
}
