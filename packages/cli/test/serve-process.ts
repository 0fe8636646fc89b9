import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const binary = fileURLToPath(new URL('../bin/rolecall.js', import.meta.url))

/** A server that hangs must not outlive the suite that found it. */
const started = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of started) child.kill('SIGKILL')
})

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** `rolecall serve` as a process of its own. */
export interface ServeProcess {
  readonly child: ChildProcess
  /** The address it printed. Rejects when it ends before. */
  readonly ready: Promise<string>
  readonly ended: Promise<Ended>
  /** What it has written to standard error. */
  said(): string
}

/** Starts the real binary on a data folder, at any free port unless `args` say otherwise. */
export function startServe(data: string, args: readonly string[] = []): ServeProcess {
  const { PATH = '', TMPDIR = '/tmp' } = process.env
  const all = ['serve', '--data', data, '--listen', '127.0.0.1:0', ...args]
  // These suites start dozens of servers: compiled once will do.
  const NODE_COMPILE_CACHE = join(tmpdir(), 'rolecall-test-compile-cache')
  const env = { PATH, TMPDIR, HOME: '/nowhere', NODE_COMPILE_CACHE }
  const child = spawn(process.execPath, [binary, ...all], { env })
  started.add(child)
  let out = ''
  let err = ''
  const ready = Promise.withResolvers<string>()
  ready.promise.catch(() => {})
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8')
  child.stdout.on('data', (chunk) => {
    out += chunk
    const [, url] = /^rolecall ready on (\S+)\n/m.exec(out) ?? []
    if (url) ready.resolve(url)
  })
  child.stderr.on('data', (chunk) => {
    err += chunk
  })
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) => {
      started.delete(child)
      ready.reject(new Error(`the server ended: ${err}`))
      resolve({ code, out, err })
    })
  })
  return { child, ready: ready.promise, ended, said: () => err }
}

/** What a client needs to speak to a server as its administrator. */
export function administratorOf(url: string, data: string) {
  const text = readFileSync(join(data, 'credentials'), 'utf8')
  const value = (name: string) => new RegExp(`^${name} = (.+)$`, 'm').exec(text)?.[1] ?? ''
  return {
    endpoint: url,
    region: 'us-east-1',
    credentials: {
      accessKeyId: value('aws_access_key_id'),
      secretAccessKey: value('aws_secret_access_key'),
    },
    maxAttempts: 1,
  }
}
