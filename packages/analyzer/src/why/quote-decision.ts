import type { Explanation } from '@rolecall/policy'
import { type Evidence, evidence } from '../policies/evidence.ts'

/** The statement that decided, or where none did the one that came closest. */
export function quoteDecision({ decision, nearest }: Explanation): readonly Evidence[] {
  if (decision.policy && decision.statement !== undefined)
    return [evidence(decision.policy, decision.statement)]
  return nearest ? [evidence(nearest.policy, nearest.statement)] : []
}
