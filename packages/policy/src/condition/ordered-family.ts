import type { OperatorFamily } from './operator-family.ts'

export type Order = 'equals' | 'less' | 'less-or-equal' | 'greater' | 'greater-or-equal'

const orders: Readonly<Record<Order, (comparison: number) => boolean>> = {
  equals: (comparison) => comparison === 0,
  less: (comparison) => comparison < 0,
  'less-or-equal': (comparison) => comparison <= 0,
  greater: (comparison) => comparison > 0,
  'greater-or-equal': (comparison) => comparison >= 0,
}

/** Numbers and dates: read both sides, compare, and ask whether the order is the one wanted. */
export function orderedFamily<Subject>(
  type: 'numeric' | 'date',
  read: (text: string) => Subject | undefined,
  compare: (left: Subject, right: Subject) => number,
  order: Order,
): OperatorFamily<Subject> {
  const fits = orders[order]
  return {
    type,
    subject: read,
    compile(term) {
      const wanted = read(term.value)
      if (wanted === undefined) return undefined
      return { test: (subject) => fits(compare(subject, wanted)), keys: [] }
    },
  }
}
