import type { ContextValue, RequestContext } from '../context/request-context.ts'
import type { Condition } from '../document/policy.ts'
import type { CompiledValue } from './operator-family.ts'
import type { Operator } from './operators.ts'
import { type Quantifier, readOperator } from './read-operator.ts'

/** One line of a Condition block, ready to be asked. */
export interface CompiledCondition {
  readonly source: Condition
  /** The values as written. */
  readonly wanted: readonly string[]
  /** The key in lower case. */
  readonly key: string
  /** Every folded key an answer depends on: the key itself and those of variables. */
  readonly keys: readonly string[]
  /** Why the condition cannot be judged as written, if so: it then counts against the caller. */
  readonly unreadable: string | undefined
  holds(context: RequestContext): boolean
}

/**
 * Compiles a condition. What cannot be read fails closed by effect: it keeps an Allow from applying and lets
 * a Deny apply, unless the values that can be read already settle the answer.
 */
export function compileCondition(
  source: Condition,
  effect: 'Allow' | 'Deny',
  variables: boolean,
): CompiledCondition {
  const key = source.key.toLowerCase()
  const wanted = source.values.map((term) => term.value)
  const deny = effect === 'Deny'
  const read = readOperator(source.operator)
  if (!read) {
    const unreadable = `there is no condition operator "${source.operator}"`
    return { source, wanted, key, keys: [key], unreadable, holds: () => deny }
  }
  if (!read.operator) return compileNull(source, key, deny)
  const { family } = read.operator
  const values: CompiledValue<unknown>[] = []
  let unreadable: string | undefined
  for (const term of source.values) {
    const value = family.compile(term, variables)
    if (value) values.push(value)
    else unreadable ??= `"${term.value}" is no value that ${source.operator} can read`
  }
  const keys = [key, ...values.flatMap((value) => value.keys)]
  const test = testOf(read.operator, values, unreadable === undefined ? undefined : deny)
  return { source, wanted, key, keys, unreadable, holds: holdsOf(key, read, test) }
}

/** Whether one value of the request satisfies the operator. `doubt` is the answer when only an unreadable value is left. */
function testOf(
  { family, negated }: Operator,
  values: readonly CompiledValue<unknown>[],
  doubt: boolean | undefined,
) {
  const only = values.length === 1 && doubt === undefined ? values[0] : undefined
  if (only) {
    const { test } = only
    return (text: string, context: RequestContext) => {
      const subject = family.subject(text)
      return (subject !== undefined && test(subject, context)) !== negated
    }
  }
  return (text: string, context: RequestContext) => {
    const subject = family.subject(text)
    if (subject !== undefined) for (const value of values) if (value.test(subject, context)) return !negated
    return doubt ?? negated
  }
}

type Test = (text: string, context: RequestContext) => boolean

function holdsOf(
  key: string,
  read: { operator: Operator | undefined; quantifier: Quantifier | undefined; ifExists: boolean },
  test: Test,
): (context: RequestContext) => boolean {
  const { quantifier, ifExists } = read
  if (!quantifier) {
    const whenAbsent = ifExists || read.operator!.negated
    return (context) => {
      const value = context.get(key)
      if (value === undefined) return whenAbsent
      // Several values need a set operator; without one nothing matches, negated or not.
      return typeof value === 'string' && test(value, context)
    }
  }
  const all = quantifier === 'ForAllValues'
  const whenAbsent = all || ifExists
  return (context) => {
    const value = context.get(key)
    if (value === undefined) return whenAbsent
    const list = listOf(value)
    if (list.length === 0) return all
    return all ? list.every((one) => test(one, context)) : list.some((one) => test(one, context))
  }
}

/** For set operators nothing but empty texts counts as no value. */
function listOf(value: ContextValue): readonly string[] {
  if (typeof value === 'string') return value === '' ? [] : [value]
  return value.every((one) => one === '') ? [] : value
}

/** Null asks whether the key is absent; a set operator before it changes nothing. */
function compileNull(source: Condition, key: string, deny: boolean): CompiledCondition {
  const wanted = source.values.map((term) => term.value)
  const folded = wanted.map((value) => value.toLowerCase())
  const bad = folded.find((value) => value !== 'true' && value !== 'false')
  const unreadable = bad === undefined ? undefined : `"${bad}" is neither true nor false`
  const holds = (context: RequestContext) => {
    const absent = context.get(key) === undefined
    return folded.includes(String(absent)) || (unreadable !== undefined && deny)
  }
  return { source, wanted, key, keys: [key], unreadable, holds }
}
