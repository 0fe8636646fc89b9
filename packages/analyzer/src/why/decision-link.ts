import { describeDecision, type Explanation } from '@rolecall/policy'
import { evidence } from '../policies/evidence.ts'
import type { Weighing } from '../policies/weigh.ts'
import type { Link } from './answer.ts'
import { askFor } from './ask-for.ts'

/** The last link: all layers together. */
export function decisionLink(weighing: Weighing): Link {
  const { outcome, explanation, keys, unread } = weighing
  const { decision, nearest } = explanation
  if (outcome === 'undecided') {
    const open = [...unread, ...(keys.length > 0 ? [`nothing is known of ${keys.join(', ')}`] : [])]
    return {
      name: 'decision',
      state: 'undecided',
      sentence: `${decision.action} on ${decision.resource} is not decided: ${open.join('; ')}`,
      evidence: [],
      ...askFor(keys),
    }
  }
  const quoted =
    decision.policy && decision.statement !== undefined
      ? [evidence(decision.policy, decision.statement)]
      : nearest
        ? [evidence(nearest.policy, nearest.statement)]
        : []
  return {
    name: 'decision',
    state: outcome === 'allowed' ? 'ok' : 'broken',
    sentence: reasonOf(explanation),
    evidence: quoted,
    ...(outcome === 'denied' && explanation.change ? { fix: explanation.change.sentence } : {}),
  }
}

/** The engine's sentence from where it names what decided; who asks, and for what, is said already. */
function reasonOf({ sentence, decision }: Explanation): string {
  const from = sentence.indexOf(`: ${describeDecision(decision)}`)
  return from < 0 ? sentence : sentence.slice(from + 2)
}
