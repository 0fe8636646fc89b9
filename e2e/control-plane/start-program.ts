import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { endWithUs } from '../../compat/end-with-us.ts'

export interface ProgramOptions {
  readonly program: string
  readonly line: readonly string[]
  /** What it prints goes here, behind what an earlier start left. */
  readonly log: string
  readonly environment?: Readonly<Record<string, string | undefined>>
  /** Asked until it answers true. */
  isReady(): Promise<boolean>
  readonly patienceMs?: number
}

export interface Program {
  readonly pid: number
  /** Waits until it has ended. A second call waits for the first. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>
}

/** Starts a program and waits until it is ready. When it ends before, or never is, it is stopped and its log told. */
export async function startProgram(options: ProgramOptions): Promise<Program> {
  const { program, line, log, environment, isReady, patienceMs = 60_000 } = options
  const name = basename(program)
  const file = openSync(log, 'a')
  const env = { ...process.env, ...environment }
  const child = spawn(program, line, { stdio: ['ignore', file, file], env })
  closeSync(file)
  endWithUs(child)
  const exited = once(child, 'exit')
  // Heard of below, where it matters.
  exited.catch(() => {})
  const stop: Program['stop'] = async (signal = 'SIGTERM') => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill(signal)
    await Promise.race([exited, sleep(10_000, undefined, { ref: false })])
    child.kill('SIGKILL')
    await exited
  }
  const until = performance.now() + patienceMs
  while (!(await isReady().catch(() => false))) {
    const hasEnded = child.pid === undefined || child.exitCode !== null || child.signalCode !== null
    if (!hasEnded && performance.now() < until) {
      await sleep(100)
      continue
    }
    if (!hasEnded) await stop('SIGKILL')
    const what = hasEnded ? `ended with ${child.exitCode ?? child.signalCode}` : 'did not become ready'
    throw new Error(`${name} ${what}:\n${lastLines(log)}`)
  }
  return { pid: child.pid ?? 0, stop }
}

function lastLines(log: string): string {
  return existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n').slice(-30).join('\n') : ''
}
