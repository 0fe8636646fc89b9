import { type Clock, toldRarely } from '@rolecall/core'
import type { AgentLog } from '../agent-log.ts'
import type { ImdsCall } from './imds-listener.ts'

/**
 * Tells of questions to the instance metadata service. Those of a pod that got nothing are for people to see, each
 * kind once a minute for each pod, with how many there were since.
 */
export function imdsLog(log: AgentLog, clock: Clock): (call: ImdsCall) => void {
  const rarely = toldRarely(clock)
  return (call) => {
    if (!call.isRemote || call.status === 200) return log.debug({ ...call }, 'instance metadata')
    const told = rarely(`${call.status} ${call.source}`)
    if (told) log.info({ ...call, ...told }, 'instance metadata')
  }
}
