import type { SpecContext } from './input.ts'
import { matchParts, splitPieces } from './parts.ts'
import { glob, lookUp, readText, saidTwice } from './text.ts'
import { bytes, date, inNetwork, number } from './values.ts'

type Truth = boolean | 'unreadable'

/** "Condition": all operators and all keys must match. */
export function matchConditions(
  block: Record<string, Record<string, readonly string[]>>,
  effect: 'Allow' | 'Deny',
  version: string | undefined,
  context: SpecContext,
): boolean {
  const variables = version === '2012-10-17' ? context : undefined
  return Object.entries(block).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => {
      const truth = matchOne(operator, lookUp(context, key), saidTwice(context, key), values, variables)
      // Ours: what cannot be read keeps an Allow from applying and lets a Deny apply.
      return truth === 'unreadable' ? effect === 'Deny' : truth
    }),
  )
}

function matchOne(
  operator: string,
  present: readonly string[] | undefined,
  ambiguous: boolean,
  values: readonly string[],
  variables: SpecContext | undefined,
): Truth {
  const match = /^(?:(forallvalues|foranyvalue):)?(.*?)(ifexists)?$/i.exec(operator)!
  const [, set, name, ifExists] = match.map((part) => part?.toLowerCase())
  if (name === 'null') {
    if (ifExists) return 'unreadable'
    const folded = values.map((value) => value.toLowerCase())
    if (folded.includes(String(present === undefined))) return true
    return folded.some((value) => value !== 'true' && value !== 'false') ? 'unreadable' : false
  }
  const row = comparisons[name!]
  if (!row) return 'unreadable'
  // "fails unpredictably". Ours: a key said twice cannot be read.
  if (ambiguous) return 'unreadable'
  const [compare, negated] = row
  // One value of the request: any value of the policy may match, and for a negated operator none.
  const one = (value: string): Truth => {
    const answers = values.map((wanted) => compare(value, wanted, variables))
    if (answers.includes(true)) return !negated
    return answers.includes('unreadable') ? 'unreadable' : negated
  }
  if (!set) {
    if (present === undefined) return ifExists ? true : negated
    // Ours: several values need a set operator and cannot be read without one.
    return present.length > 1 ? 'unreadable' : one(present[0]!)
  }
  if (present === undefined) return set === 'forallvalues' || ifExists !== undefined
  if (present.every((value) => value === '')) return set === 'forallvalues'
  const truths = present.map(one)
  if (set === 'forallvalues')
    return truths.includes(false) ? false : truths.includes('unreadable') ? 'unreadable' : true
  return truths.includes(true) ? true : truths.includes('unreadable') ? 'unreadable' : false
}

type Compare = (seen: string, wanted: string, variables: SpecContext | undefined) => Truth

const text =
  (wildcards: boolean, fold: boolean): Compare =>
  (seen, wanted, variables) => {
    const pieces = readText(wanted, variables, wildcards)
    if (!pieces) return 'unreadable'
    if (!fold) return glob(pieces, seen)
    const folded = pieces.map((piece) =>
      typeof piece === 'string' ? piece : { ...piece, text: piece.text?.toLowerCase() },
    )
    return glob(folded, seen.toLowerCase())
  }

const arn: Compare = (seen, wanted, variables) => {
  const pieces = readText(wanted, variables, true)
  const parts = pieces && splitPieces(pieces)
  if (!parts || parts.length < 6) return 'unreadable'
  return matchParts(parts, seen) === 'yes'
}

const ordered =
  <T>(read: (value: string) => T | undefined, compare: (left: T, right: T) => boolean): Compare =>
  (seen, wanted) => {
    const right = read(wanted)
    if (right === undefined) return 'unreadable'
    const left = read(seen)
    return left !== undefined && compare(left, right)
  }

const bool: Compare = (seen, wanted, variables) => {
  const isBoolean = (value: string) => ['true', 'false'].includes(value.toLowerCase())
  if (!isBoolean(wanted) && !(variables && wanted.includes('${'))) return 'unreadable'
  const answer = text(false, true)(seen, wanted, variables)
  return answer === true ? isBoolean(seen) : answer
}

const address: Compare = (seen, wanted) => inNetwork(seen, wanted)

const comparisons: Record<string, readonly [Compare, boolean]> = {
  stringequals: [text(false, false), false],
  stringnotequals: [text(false, false), true],
  stringequalsignorecase: [text(false, true), false],
  stringnotequalsignorecase: [text(false, true), true],
  stringlike: [text(true, false), false],
  stringnotlike: [text(true, false), true],
  numericequals: [ordered(number, (left, right) => left === right), false],
  numericnotequals: [ordered(number, (left, right) => left === right), true],
  numericlessthan: [ordered(number, (left, right) => left < right), false],
  numericlessthanequals: [ordered(number, (left, right) => left <= right), false],
  numericgreaterthan: [ordered(number, (left, right) => left > right), false],
  numericgreaterthanequals: [ordered(number, (left, right) => left >= right), false],
  dateequals: [ordered(date, (left, right) => left === right), false],
  datenotequals: [ordered(date, (left, right) => left === right), true],
  datelessthan: [ordered(date, (left, right) => left < right), false],
  datelessthanequals: [ordered(date, (left, right) => left <= right), false],
  dategreaterthan: [ordered(date, (left, right) => left > right), false],
  dategreaterthanequals: [ordered(date, (left, right) => left >= right), false],
  bool: [bool, false],
  binaryequals: [ordered(bytes, (left, right) => left === right), false],
  ipaddress: [address, false],
  notipaddress: [address, true],
  arnequals: [arn, false],
  arnlike: [arn, false],
  arnnotequals: [arn, true],
  arnnotlike: [arn, true],
}
