import { execFile } from 'node:child_process'

export interface Built {
  /** `undefined` when there is none. */
  readonly path: string | undefined
  /** Why there is none, in a line. */
  readonly why: string
}

/** Runs a script that builds a program and prints where it is. It may take minutes, in which a runner of tests is alive. */
export function built(script: URL): Promise<Built> {
  return new Promise((resolve) => {
    execFile(script.pathname, { encoding: 'utf8', timeout: 600_000 }, (error, output, errors) => {
      const path = error ? undefined : output.trim()
      resolve({ path, why: errors.trim().split('\n').at(-1) || String(error ?? '') })
    })
  })
}
