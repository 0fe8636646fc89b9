import { type ChildProcess, spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const binary = fileURLToPath(new URL('../../bin/rolecall.js', import.meta.url))
const repository = fileURLToPath(new URL('../../../..', import.meta.url))

/** Starts the real binary, with no AWS variable but those given. */
export function startRolecall(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): ChildProcess {
  const { PATH = '', TMPDIR = '/tmp' } = process.env
  // These suites start dozens of commands: compiled once will do.
  const NODE_COMPILE_CACHE = join(tmpdir(), 'rolecall-test-compile-cache')
  const own = { HOME: '/nowhere', NODE_COMPILE_CACHE, AWS_EC2_METADATA_DISABLED: 'true' }
  const env = { PATH, TMPDIR, ...own, ...environment }
  const child = spawn(process.execPath, [binary, ...args], { env, cwd: repository, stdio: 'pipe' })
  // A letter of two bytes may come in two pieces.
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8')
  return child
}
