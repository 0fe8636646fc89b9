import { type Clock, toldRarely } from '@rolecall/core'
import type { AgentLog } from '../agent-log.ts'

/** How the agent stands with EKS Auth, by what was heard last. */
export interface Standing {
  /** No whole answer of its own came. */
  missed(why: string): void
  /** It answered, whatever it said. */
  reached(): void
  /** It answered as it does to an agent that it serves. */
  served(): void
  /** It wants to be asked nothing for a while. */
  throttled(code: string): void
  /** It serves this agent nothing, whatever the pod. */
  refused(why: string): void
  /** Why the agent cannot serve, or `undefined` when nothing is known against it. */
  problem(): string | undefined
  /** Tells nothing any more: calls are cut when the agent ends. */
  close(): void
}

/**
 * Says when EKS Auth goes and when it is back, and what it refuses the agent for: each once, and no more than once a
 * minute when it comes and goes. An outage is no problem once there was an answer: what is held is served through it.
 */
export function standing(log: AgentLog, clock: Clock): Standing {
  const rarely = toldRarely(clock)
  let isReached = false
  let isMissingTold = false
  let refusal: string | undefined
  let isRefusalTold = false
  let isClosed = false

  function warn(kind: string, fields: object, message: string): boolean {
    const told = isClosed ? undefined : rarely(kind)
    if (told) log.warn({ ...fields, ...told }, message)
    return told !== undefined
  }

  function reached(): void {
    isReached = true
    if (isMissingTold && !isClosed) log.info({}, 'EKS Auth answers again')
    isMissingTold = false
  }

  return {
    reached,
    missed(reason) {
      // A short gap that came unsaid may become a long one.
      if (!isMissingTold) isMissingTold = warn('missing', { reason }, 'EKS Auth cannot be reached')
    },
    served() {
      if (isRefusalTold && !isClosed) log.info({}, 'EKS Auth serves the agent')
      refusal = undefined
      isRefusalTold = false
    },
    throttled(code) {
      warn('throttled', { code }, 'EKS Auth wants to be left alone for a while; pods wait')
    },
    refused(why) {
      if (why !== refusal) isRefusalTold = false
      if (!isRefusalTold) isRefusalTold = warn(why, {}, why)
      refusal = why
    },
    problem() {
      if (refusal !== undefined) return refusal
      return isReached ? undefined : 'EKS Auth has not been reached'
    },
    close() {
      isClosed = true
    },
  }
}
