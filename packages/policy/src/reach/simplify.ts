import type { Formula } from './formula.ts'

const yes: Formula = { is: 'true' }
const no: Formula = { is: 'false' }

/** Builds formulas that are never larger than they need be: what is known is gone, and nothing is said twice. */
export const simplify = {
  yes,
  no,
  known: (value: boolean): Formula => (value ? yes : no),
  not(formula: Formula): Formula {
    if (formula.is === 'true') return no
    if (formula.is === 'false') return yes
    return formula.is === 'not' ? formula.of : { is: 'not', of: formula }
  },
  all: (formulas: readonly Formula[]) => join(formulas, 'all', yes, no),
  any: (formulas: readonly Formula[]) => join(formulas, 'any', no, yes),
}

function join(formulas: readonly Formula[], is: 'all' | 'any', neutral: Formula, final: Formula): Formula {
  const parts: Formula[] = []
  const said = new Set<unknown>()
  for (const formula of formulas) {
    if (formula.is === final.is) return final
    if (formula.is === neutral.is) continue
    for (const part of formula.is === is ? formula.of : [formula]) {
      const name = nameOf(part)
      if (!said.has(name)) parts.push(part)
      said.add(name)
    }
  }
  if (parts.length === 0) return neutral
  return parts.length === 1 ? parts[0]! : { is, of: parts }
}

/** The same for formulas that are known to be the same. */
function nameOf(formula: Formula): unknown {
  if (formula.is === 'requirement') return formula.id
  return formula.is === 'not' && formula.of.is === 'requirement' ? `not ${formula.of.id}` : formula
}
