import type { Explanation, Layer, LayerExplanation } from '@rolecall/policy'
import { type Evidence, evidence } from '../policies/evidence.ts'
import type { Weighing } from '../policies/weigh.ts'
import type { Link } from './answer.ts'
import { askFor } from './ask-for.ts'
import { type LayerRow, policyLayers } from './policy-layers.ts'

type Verdict = LayerExplanation['verdict'] | 'absent'

/** One link for each layer of policies, in the order of the chain. */
export function permissionLinks(weighing: Weighing): Link[] {
  return policyLayers.map((row) => linkOf(row, weighing))
}

function linkOf(row: LayerRow, weighing: Weighing): Link {
  const { name, what, absent, lacking } = row
  const { action } = weighing.explanation.decision
  const best = verdictOf(weighing.favourable, row.layer)
  const worst = verdictOf(weighing.unfavourable, row.layer)
  if (best !== worst) {
    const because = weighing.unread.length > 0 ? `: ${weighing.unread.join('; ')}` : ''
    const sentence = `whether ${what} allows or denies ${action} is not known${because}`
    return { name, state: 'undecided', sentence, evidence: [], ...askFor(weighing.keys) }
  }
  const quoted = quotes(weighing.explanation, row.layer)
  switch (best) {
    case 'absent':
      return row.layer === 'boundary' || row.layer === 'session'
        ? { name, state: 'ok', sentence: absent, evidence: [] }
        : silent(row, weighing, absent)
    case 'allows':
      return { name, state: 'ok', sentence: `${what} allows ${action}`, evidence: quoted }
    case 'denies':
      return { name, state: 'broken', sentence: `${what} denies ${action}`, evidence: quoted }
    default:
      return silent(row, weighing, `${lacking} ${action}`)
  }
}

/** A layer that says nothing breaks the chain where an Allow of it is needed. */
function silent({ name, layer }: LayerRow, weighing: Weighing, sentence: string): Link {
  const { outcome, explanation } = weighing
  const needed = layer !== 'resource' || explanation.decision.layer === 'resource'
  const state = outcome === 'allowed' || !needed ? 'ok' : outcome === 'denied' ? 'broken' : 'undecided'
  const { nearest } = explanation
  const evidenced = nearest?.layer === layer ? [evidence(nearest.policy, nearest.statement)] : []
  return { name, state, sentence, evidence: state === 'broken' ? evidenced : [] }
}

function verdictOf({ layers }: Explanation, layer: Layer): Verdict {
  return layers.find((one) => one.layer === layer)?.verdict ?? 'absent'
}

/** The statements that make the layer say what it says. */
function quotes({ layers }: Explanation, layer: Layer): Evidence[] {
  const found = layers.find((one) => one.layer === layer)
  const effect = found?.verdict === 'denies' ? 'Deny' : 'Allow'
  return (found?.policies ?? []).flatMap(({ policy, statements }) =>
    statements
      .filter((one) => one.applies && one.effect === effect)
      .map(({ index }) => evidence(policy, index)),
  )
}
