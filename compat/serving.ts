import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endWithUs } from './end-with-us.ts'
import { outerEnvironment } from './outer-environment.ts'

export interface Serving {
  readonly url: string
  readonly folder: string
  /** The administrator's, for any AWS client. */
  readonly environment: Readonly<Record<string, string>>
  /** Runs a program with that environment, and more or less of it, and answers what it printed. */
  run(
    program: string,
    line: readonly string[],
    environment?: Readonly<Record<string, string | undefined>>,
  ): Ran
  /** The same, while this process goes on: for programs that it answers to. */
  runBeside(...given: Parameters<Serving['run']>): Promise<Ran>
  /** Without the lines of its progress. */
  rolecall(...line: readonly string[]): Ran
  close(): Promise<void>
}

export interface Ran {
  readonly code: number
  readonly output: string
  readonly errors: string
}

const root = new URL('..', import.meta.url).pathname
const bin = join(root, 'packages/cli/bin/rolecall.js')
/** What a command says on standard error of work that takes longer than a second, as on a machine that is busy. */
const progressLines = /^.* …\n/gm

/** A server as a process of its own, with TLS when it is given a certificate, and what other programs need to reach it. */
export async function serving(
  tls?: { readonly certificate: string; readonly key: string },
  ownEnvironment: Readonly<Record<string, string>> = {},
): Promise<Serving> {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-compat-'))
  const line = [bin, 'serve', '--listen', '127.0.0.1:0', '--data', join(folder, 'data')]
  const certificate = join(folder, 'certificate.pem')
  if (tls !== undefined) {
    writeFileSync(certificate, tls.certificate)
    writeFileSync(join(folder, 'key.pem'), tls.key)
    line.push('--tls-cert', certificate, '--tls-key', join(folder, 'key.pem'))
  }
  const env = { ...outerEnvironment, ...ownEnvironment }
  const child = spawn(process.execPath, line, { stdio: ['ignore', 'pipe', 'inherit'], env })
  endWithUs(child)
  const url = await ready(child)
  const environment = {
    AWS_ENDPOINT_URL: url,
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'data', 'credentials'),
    AWS_CONFIG_FILE: '/dev/null',
    AWS_PROFILE: 'rolecall',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_PAGER: '',
    ...(tls === undefined ? {} : { AWS_CA_BUNDLE: certificate }),
  }
  const run: Serving['run'] = (program, args, more = {}) => {
    const env = { ...outerEnvironment, ...environment, ...more }
    const { status, stdout, stderr } = spawnSync(program, args, { cwd: root, encoding: 'utf8', env })
    return { code: status ?? -1, output: stdout, errors: stderr }
  }
  return {
    url,
    folder,
    environment,
    run,
    runBeside: (program, args, more = {}) =>
      new Promise((resolve) => {
        const options = {
          cwd: root,
          encoding: 'utf8',
          env: { ...outerEnvironment, ...environment, ...more },
        } as const
        const ran = execFile(program, args, options, (_error, output, errors) =>
          resolve({ code: ran.exitCode ?? -1, output, errors }),
        )
      }),
    rolecall(...args) {
      const ran = run(process.execPath, [bin, ...args])
      return { ...ran, errors: ran.errors.replace(progressLines, '') }
    },
    async close() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function ready(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
    child.stdout?.on('data', (chunk) => {
      text += chunk
      const url = /rolecall ready on (\S+)\n/.exec(text)?.[1]
      if (url) resolve(url)
    })
  })
}
