import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'

export interface Ran {
  readonly code: number
  readonly output: string
  readonly errors: string
}

interface RunOptions {
  readonly environment?: Readonly<Record<string, string | undefined>>
  readonly input?: string | undefined
}

/** Runs a program to its end. What else goes on in this process goes on. */
export async function runProgram(
  program: string,
  line: readonly string[],
  { environment = {}, input = '' }: RunOptions = {},
): Promise<Ran> {
  const child = spawn(program, line, { env: { ...process.env, ...environment } })
  // A program that does not read what it is given closes its end.
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  return { code: code ?? -1, output, errors }
}
