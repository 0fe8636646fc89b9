import type { Decision } from '../evaluate/decision.ts'
import type { LayerExplanation, Miss, Nearest, StatementExplanation } from './explanation.ts'

/** What a miss weighs: a statement about another action is further away than one with another condition. */
const weights: Readonly<Record<Miss['part'], number>> = { action: 4, resource: 3, principal: 3, condition: 1 }

/** The Allow that came closest in the layer that lacks one; the first of equals. */
export function findNearest(decision: Decision, layers: readonly LayerExplanation[]): Nearest | undefined {
  if (decision.basis !== 'no-statement') return undefined
  let nearest: Nearest | undefined
  let least = Number.POSITIVE_INFINITY
  const lacking = layers.find(({ layer, verdict }) => layer === decision.layer && verdict === 'silent')
  const layer = lacking ?? layers.find((each) => each.layer === decision.layer)
  for (const { policy, statements } of layer?.policies ?? []) {
    for (const statement of statements) {
      if (statement.effect !== 'Allow' || statement.applies) continue
      const misses = missesOf(statement)
      const weight = misses.reduce((sum, miss) => sum + weights[miss.part], 0)
      if (weight >= least) continue
      least = weight
      nearest = { layer: decision.layer, policy, statement: statement.index, misses }
    }
  }
  return nearest
}

function missesOf({ principal, action, resource, conditions }: StatementExplanation): Miss[] {
  const misses: Miss[] = []
  if (principal && !principal.matches) misses.push({ part: 'principal' })
  if (!action.matches) misses.push({ part: 'action' })
  if (resource && !resource.matches) misses.push({ part: 'resource', doubt: resource.doubt })
  conditions.forEach((condition, index) => {
    if (!condition.holds) misses.push({ part: 'condition', condition, index })
  })
  return misses
}
