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
  for (const formula of formulas) {
    if (formula.is === final.is) return final
    if (formula.is === neutral.is) continue
    for (const part of formula.is === is ? formula.of : [formula]) {
      if (!parts.some((other) => same(other, part))) parts.push(part)
    }
  }
  if (parts.length === 0) return neutral
  return parts.length === 1 ? parts[0]! : { is, of: parts }
}

function same(left: Formula, right: Formula): boolean {
  if (left === right) return true
  if (left.is === 'requirement' && right.is === 'requirement') return left.id === right.id
  return left.is === 'not' && right.is === 'not' && same(left.of, right.of)
}
