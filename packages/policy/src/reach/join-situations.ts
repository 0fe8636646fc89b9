import type { Formula } from './formula.ts'
import { simplify } from './simplify.ts'
import type { Situation } from './situation.ts'

/** One formula of those of every situation a request may be in; where all agree none is named. */
export function joinSituations(
  cases: readonly { readonly situation: Situation; readonly formula: Formula }[],
): Formula {
  const groups = new Map<string, { formula: Formula; situations: Formula[] }>()
  for (const { situation, formula } of cases) {
    const key = keyOf(formula)
    const group = groups.get(key) ?? { formula, situations: [] }
    group.situations.push({ is: 'situation', of: situation })
    groups.set(key, group)
  }
  if (groups.size === 1) return [...groups.values()][0]!.formula
  return simplify.any(
    [...groups.values()].map(({ formula, situations }) => simplify.all([simplify.any(situations), formula])),
  )
}

/** The same for formulas that say the same in the same order. */
function keyOf(formula: Formula): string {
  if (formula.is === 'requirement') return String(formula.id)
  if (formula.is === 'not') return `!${keyOf(formula.of)}`
  if (formula.is !== 'all' && formula.is !== 'any') return formula.is
  return `${formula.is}(${formula.of.map(keyOf).join()})`
}
