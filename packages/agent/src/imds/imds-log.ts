import type { Clock } from '@rolecall/core'
import type { AgentLog } from '../agent-log.ts'
import type { ImdsCall } from './imds-listener.ts'

const againMs = 60_000
const mostKept = 1024

/**
 * Tells of questions to the instance metadata service. Those of a pod that got nothing are for people to see, each
 * kind once a minute for each pod, with how many there were since: a pod in a loop must not fill the disk of the node.
 */
export function imdsLog(log: AgentLog, clock: Clock): (call: ImdsCall) => void {
  const told = new Map<string, { readonly at: number; since: number }>()

  return (call) => {
    if (!call.isRemote || call.status === 200) return log.debug({ ...call }, 'instance metadata')
    const key = `${call.status} ${call.source}`
    const last = told.get(key)
    if (last && Math.abs(clock() - last.at) < againMs) {
      last.since += 1
      return
    }
    told.delete(key)
    const [oldest] = told.keys()
    if (told.size >= mostKept && oldest !== undefined) told.delete(oldest)
    told.set(key, { at: clock(), since: 0 })
    log.info({ ...call, ...(last?.since ? { since: last.since } : {}) }, 'instance metadata')
  }
}
