import { spawnSync } from 'node:child_process'

/** The first line a program says of its version, or `undefined` when it is not on this machine. */
export function found(program: string, ...line: readonly string[]): string | undefined {
  const { status, stdout, stderr } = spawnSync(program, line, { encoding: 'utf8' })
  return status === 0 ? (stdout.trim() || stderr.trim()).split('\n')[0] : undefined
}

/** Says in one line why a suite does not run. Answers what `describe.skipIf` takes. */
export function missing(version: string | undefined, what: string, how: string): boolean {
  console.log(version === undefined ? `skipped: ${what} is not here; ${how}` : `with ${version}`)
  return version === undefined
}
