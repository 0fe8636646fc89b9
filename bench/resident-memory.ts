import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** The memory that a process holds, in MiB; Linux says it. */
export function residentMemory({ pid }: ChildProcess): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024
}
