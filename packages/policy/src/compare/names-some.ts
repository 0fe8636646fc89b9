import type { WorkLimit } from '../match/work-limit.ts'
import type { Named, NamedPattern, Shape } from './named.ts'

const sizeOf = <S>({ text }: NamedPattern<S>) => text.length + 8

/** Whether both may name a text. Errs to `true`, also when the limit is reached. */
export function namesSome<S extends Shape<S>>(one: Named<S>, other: Named<S>, limit: WorkLimit): boolean {
  if (!limit.allows(one.patterns.length + other.patterns.length)) return true
  const [left, right] = [judged(one), judged(other)]
  if (left.negated && right.negated) return true
  if (left.negated) return namesSome(right, left, limit)
  return left.patterns.some((its) => {
    if (!right.negated) {
      return right.patterns.some(
        (one) => !limit.allows(sizeOf(one) + sizeOf(its)) || one.shape.meets(its.shape),
      )
    }
    return !right.patterns.some(
      (one) => !one.open && limit.allows(sizeOf(one) + sizeOf(its)) && one.shape.covers(its.shape),
    )
  })
}

function judged<S>(named: Named<S>): Named<S> {
  const { effect, negated, unreadable, patterns } = named
  if (effect === 'Deny') {
    const doubtful = unreadable || patterns.some(({ open }) => open)
    return doubtful ? { ...named, negated: true, patterns: [], unreadable: false } : named
  }
  const nothing = negated && (unreadable || patterns.length === 0)
  return nothing ? { ...named, negated: false, patterns: [] } : named
}
