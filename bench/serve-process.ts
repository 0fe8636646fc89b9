import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface ServeProcess {
  readonly url: string
  readonly process: ChildProcess
  /** Milliseconds from spawn to ready. */
  readonly readyMs: number
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string }
  stop(): Promise<void>
}

const rolecall = new URL('../packages/cli/bin/rolecall.js', import.meta.url).pathname

/** `rolecall serve` as a process of its own, with a fresh data folder on the disk. */
export async function serveProcess(): Promise<ServeProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-bench-'))
  const began = performance.now()
  const child = spawn(process.execPath, [rolecall, 'serve', '--listen', '127.0.0.1:0', '--data', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    let text = ''
    child.once('exit', () => reject(new Error('the server did not start')))
    child.stdout.on('data', (chunk) => {
      text += chunk
      const ready = /rolecall ready on (\S+)/.exec(text)?.[1]
      if (ready) resolve(ready)
    })
  })
  const readyMs = performance.now() - began
  const file = readFileSync(join(folder, 'credentials'), 'utf8')
  const value = (name: string) => new RegExp(`^${name} = (.+)$`, 'm').exec(file)?.[1] ?? ''
  return {
    url,
    process: child,
    readyMs,
    credentials: { accessKeyId: value('aws_access_key_id'), secretAccessKey: value('aws_secret_access_key') },
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
