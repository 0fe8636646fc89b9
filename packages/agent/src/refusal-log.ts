import { type Clock, Fault } from '@rolecall/core'
import type { AgentLog } from './agent-log.ts'

const againMs = 60_000
const mostKept = 1024

/**
 * Says each kind of refusal once a minute for each source, with how many there were since: a container in a loop
 * must not fill the disk of the node. Bugs are told with their stack.
 */
export function refusalLog(log: AgentLog, clock: Clock) {
  const told = new Map<string, { at: number; since: number }>()

  return (fault: Fault, source: string, error: unknown): void => {
    const reason = String(fault.members['reason'] ?? fault.name)
    const key = `${reason} ${fault.name} ${source}`
    const last = told.get(key)
    if (last && Math.abs(clock() - last.at) < againMs) {
      last.since += 1
      return
    }
    told.delete(key)
    const [oldest] = told.keys()
    if (told.size >= mostKept && oldest !== undefined) told.delete(oldest)
    told.set(key, { at: clock(), since: 0 })
    const stack = error instanceof Error && !(error instanceof Fault) ? { stack: error.stack } : {}
    const fields = {
      source,
      reason,
      code: fault.name,
      ...(last?.since ? { since: last.since } : {}),
      ...stack,
    }
    if (fault.shape.blame === 'server') log.error(fields, fault.message)
    else log.warn(fields, fault.message)
  }
}
