import type { ChildProcess } from 'node:child_process'

export interface Ran {
  readonly code: number | null
  readonly out: string
  /** Standard error without its progress. */
  readonly err: string
  /** The lines that say what takes long: what they are depends on how busy the machine is. */
  readonly progress: string
}

const progressLines = /^.* …\n/gm

/** Waits for a process to end, and answers what it said. */
export async function ended(child: ChildProcess): Promise<Ran> {
  let out = ''
  let err = ''
  child.stdout?.on('data', (chunk) => {
    out += chunk
  })
  child.stderr?.on('data', (chunk) => {
    err += chunk
  })
  const { promise, resolve } = Promise.withResolvers<number | null>()
  child.on('close', resolve)
  const code = await promise
  const progress = err.match(progressLines)?.join('') ?? ''
  return { code, out, err: err.replace(progressLines, ''), progress }
}
