import { type Clock, Fault, toldRarely } from '@rolecall/core'
import type { AgentLog } from './agent-log.ts'

/**
 * Says each kind of refusal once a minute for each source, with how many there were since. Bugs are told with their
 * stack.
 */
export function refusalLog(log: AgentLog, clock: Clock) {
  const rarely = toldRarely(clock)
  return (fault: Fault, source: string, error: unknown): void => {
    const reason = String(fault.members['reason'] ?? fault.name)
    const told = rarely(`${reason} ${fault.name} ${source}`)
    if (!told) return
    const stack = error instanceof Error && !(error instanceof Fault) ? { stack: error.stack } : {}
    const fields = { source, reason, code: fault.name, ...told, ...stack }
    if (fault.shape.blame === 'server') log.error(fields, fault.message)
    else log.warn(fields, fault.message)
  }
}
