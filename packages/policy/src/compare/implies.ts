import { ipFamily } from '../condition/ip-family.ts'
import { readNetwork } from '../condition/read-network.ts'
import { type ReadOperator, readOperator } from '../condition/read-operator.ts'
import type { Term } from '../document/policy.ts'
import { ArnShape } from '../match/arn-shape.ts'
import { cutArn } from '../match/cut-arn.ts'
import { cutTemplate } from '../match/cut-template.ts'
import { GlobShape } from '../match/glob-shape.ts'
import type { WorkLimit } from '../match/work-limit.ts'
import { onlyValues } from './only-values.ts'
import type { PlacedCondition } from './placed-condition.ts'

type Contains = (wide: Term, narrow: Term) => boolean

/**
 * Whether a condition holds in every request in which another does. Errs to `false`. Found out where the other
 * leaves few values, and where both are of one operator and key: then more values widen, and fewer widen one that
 * is negated.
 */
export function implies(given: PlacedCondition, wanted: PlacedCondition, limit: WorkLimit): boolean {
  const [one, other] = [given.compiled, wanted.compiled]
  if (!limit.allows(1) || one.key !== other.key) return false
  const left = onlyValues(given, wanted, limit)
  if (left?.every((holds) => holds)) return true
  // A Deny's condition holds in doubt, where an Allow's does not.
  if (given.effect === 'Deny' && wanted.effect === 'Allow') return false
  const [its, own] = [readOperator(one.source.operator), readOperator(other.source.operator)]
  if (!its || !own || !isAsWide(its, own)) return false
  const contains = own.operator && wideners.get(own.operator.name)
  const covered = (narrow: Term, within: PlacedCondition, of: PlacedCondition) =>
    within.compiled.source.values.some(
      (wide) =>
        limit.allows(narrow.value.length + wide.value.length + 8) &&
        (isSame(wide, within, narrow, of) || (isPlain(wide) && isPlain(narrow) && contains?.(wide, narrow))),
    )
  if (own.operator?.negated) return other.source.values.every((value) => covered(value, given, wanted))
  return one.source.values.every((value) => covered(value, wanted, given))
}

/** The same operator, which may also let absent keys through where the other does not. */
function isAsWide(given: ReadOperator, wanted: ReadOperator): boolean {
  if (given.operator !== wanted.operator || given.quantifier !== wanted.quantifier) return false
  return wanted.ifExists || !given.ifExists
}

const isPlain = ({ value }: Term) => !value.includes('${')

/** What stands in `${…}` is a variable or not by the version of the policy. */
function isSame(one: Term, placed: PlacedCondition, other: Term, its: PlacedCondition): boolean {
  return one.value === other.value && (isPlain(one) || placed.version === its.version)
}

/** Networks hold no variables, so nothing is ever read from it. */
const noContext = undefined as never

const globs: Contains = (wide, narrow) => {
  const [outer, inner] = [wide, narrow].map(({ value }) => new GlobShape(cutTemplate(value, false, true)!))
  return outer!.covers(inner!)
}

const arns: Contains = (wide, narrow) => {
  const parts = [wide, narrow].map(({ value }) => cutArn(cutTemplate(value, false, true)!, false))
  if (parts.some(({ length }) => length < 6)) return false
  return new ArnShape(parts[0]!).covers(new ArnShape(parts[1]!))
}

const networks: Contains = (wide, narrow) => {
  const [outer, inner] = [readNetwork(wide.value), readNetwork(narrow.value)]
  if (!outer || !inner || outer.prefix > inner.prefix) return false
  return ipFamily.compile(wide, false)?.test(inner.address, noContext) === true
}

/** Operators of which one value can contain another. */
const wideners: ReadonlyMap<string, Contains> = new Map([
  ['StringLike', globs],
  ['StringNotLike', globs],
  ['ArnEquals', arns],
  ['ArnLike', arns],
  ['ArnNotEquals', arns],
  ['ArnNotLike', arns],
  ['IpAddress', networks],
  ['NotIpAddress', networks],
])
