import { spawn } from 'node:child_process'
import type { Server } from './serve.ts'

export interface Ran {
  readonly code: number
  readonly output: string
}

/** Runs a rolecall command as its user would, as the administrator. */
export async function rolecall(
  server: Server,
  line: readonly string[],
  { show = false, environment = {} }: { show?: boolean; environment?: Readonly<Record<string, string>> } = {},
): Promise<Ran> {
  const child = spawn(process.execPath, ['packages/cli/bin/rolecall.js', ...line], {
    env: { ...process.env, ...server.environment, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.setEncoding('utf8')
  child.stdout.on('data', (chunk) => {
    output += chunk
    if (show) process.stdout.write(chunk)
  })
  // Not at `exit`: what it printed last may come later.
  const code = await new Promise<number>((done) => child.once('close', (status) => done(status ?? 1)))
  return { code, output }
}
