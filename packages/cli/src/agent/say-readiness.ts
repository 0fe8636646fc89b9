import type { RunningAgent } from '@rolecall/agent'
import type { Terminal } from '../terminal.ts'

const lookMs = 100
/** A reason that is gone by then was that of a start. */
const patienceMs = 1000

/** Says once that the agent is ready, and before that, when it does not come at once, what is missing. */
export function sayReadiness(agent: RunningAgent, say: Terminal['say']): { close(): void } {
  let told: string | undefined
  let looks = 0
  const timer = setInterval(look, lookMs).unref()

  function look(): void {
    const missing = agent.unready()
    if (missing === undefined) {
      clearInterval(timer)
      say('rolecall agent ready')
      return
    }
    looks += 1
    if (missing === told || looks * lookMs < patienceMs) return
    told = missing
    say(`rolecall agent is not ready: ${missing}`)
  }

  return { close: () => clearInterval(timer) }
}
