import type { WorkLimit } from '../match/work-limit.ts'
import type { Named, NamedPattern, Shape } from './named.ts'

const sizeOf = <S>({ text }: NamedPattern<S>) => text.length + 8

/**
 * Whether everything that `inner` may name is surely named by `outer`. Errs to `false`, also when the limit is
 * reached. The rules for what cannot be read or has no value are those of `compileResource`.
 */
export function namesAll<S extends Shape<S>>(outer: Named<S>, inner: Named<S>, limit: WorkLimit): boolean {
  // What NotResource can be read to leave out is left out in spite of the rest.
  if (outer.effect === 'Deny' && outer.unreadable && !outer.negated) return true
  if (outer.effect === 'Allow' && outer.negated && (outer.unreadable || outer.patterns.length === 0))
    return false
  if (!limit.allows(outer.patterns.length + inner.patterns.length)) return false
  if (saysTheSame(outer, inner)) return true
  // A Deny that cannot be judged applies to everything.
  const any = inner.effect === 'Deny' && (inner.unreadable || inner.patterns.some(({ open }) => open))
  const left = any ? { ...inner, negated: true, patterns: [] } : inner
  if (!outer.negated) {
    const sure = outer.patterns.filter(({ open }) => !open)
    if (left.negated) return sure.some((one) => limit.allows(sizeOf(one)) && one.shape.covers(outer.all))
    return left.patterns.every((its) =>
      outer.patterns.some(
        (one) =>
          limit.allows(sizeOf(one) + sizeOf(its)) &&
          (one.text === its.text || (!one.open && one.shape.covers(its.shape))),
      ),
    )
  }
  // Without a value for one of its variables an Allow of NotResource applies to nothing.
  if (outer.effect === 'Allow' && outer.patterns.some(({ open }) => open)) return false
  if (left.negated) {
    return outer.patterns.every((one) =>
      left.patterns.some(
        (its) => !its.open && limit.allows(sizeOf(one) + sizeOf(its)) && its.shape.covers(one.shape),
      ),
    )
  }
  return outer.patterns.every((one) =>
    left.patterns.every((its) => limit.allows(sizeOf(one) + sizeOf(its)) && !one.shape.meets(its.shape)),
  )
}

/** The same patterns, or more of them where that widens: then also what is in doubt is so in both. */
function saysTheSame<S>(outer: Named<S>, inner: Named<S>): boolean {
  // A Deny applies in doubt, where an Allow does not.
  if (outer.negated !== inner.negated || (outer.effect === 'Allow' && inner.effect === 'Deny')) return false
  if (inner.unreadable) return false
  const [more, fewer] = outer.negated ? [inner, outer] : [outer, inner]
  const texts = new Set(more.patterns.map(({ text }) => text))
  return fewer.patterns.every(({ text }) => texts.has(text))
}
