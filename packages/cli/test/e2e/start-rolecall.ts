import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const binary = fileURLToPath(new URL('../../bin/rolecall.js', import.meta.url))
const repository = fileURLToPath(new URL('../../../..', import.meta.url))

/** Starts the real binary, with no AWS variable but those given. */
export function startRolecall(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): ChildProcess {
  const { PATH = '', TMPDIR = '/tmp' } = process.env
  const env = { PATH, TMPDIR, HOME: '/nowhere', AWS_EC2_METADATA_DISABLED: 'true', ...environment }
  return spawn(process.execPath, [binary, ...args], { env, cwd: repository, stdio: 'pipe' })
}
