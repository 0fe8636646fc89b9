import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { Refusal } from '../refusal.ts'
import type { SignalWatch } from './watch-signals.ts'

/** As shells say it. */
const notFound = 127
const notExecutable = 126

/** Runs a command with the terminal it was started from, hands signals on, and answers its exit code or 128 + signal. */
export async function runProcess(
  line: readonly string[],
  environment: NodeJS.ProcessEnv,
  signals: SignalWatch,
): Promise<number> {
  const [program = '', ...args] = line
  const child = spawn(program, args, { env: environment, stdio: 'inherit' })
  signals.forward((signal) => {
    // From a terminal Ctrl-C goes to every process of the foreground group, so the child has it already; a
    // second one makes many programs give up without cleaning.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
  })
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  child.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    if (code === 'ENOENT') reject(new Refusal(`${program}: command not found`, notFound))
    else if (code === 'EACCES') reject(new Refusal(`${program} cannot be executed`, notExecutable))
    else reject(new Refusal(`${program} cannot be started: ${message}`, notExecutable))
  })
  child.on('exit', (code, signal) => resolve(signal === null ? (code ?? 0) : 128 + constants.signals[signal]))
  return promise
}
