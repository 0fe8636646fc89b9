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
  /** Why the condition cannot be judged on this request, if so: as written, or for a key said twice. */
  doubt(context: RequestContext): string | undefined
}

/**
 * Compiles a condition. What cannot be read fails closed by effect: it keeps an Allow from applying and lets
 * a Deny apply, unless the values that can be read already settle the answer. So it is with a key that the
 * request says twice with different values, and with several values where no set operator asks for them.
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
    return { source, wanted, key, keys: [key], unreadable, holds: () => deny, doubt: () => unreadable }
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
  const test = testOf(read.operator, values, unreadable !== undefined, deny)
  const holds = holdsOf(key, read, test, deny)
  const doubt = (context: RequestContext) => unreadable ?? ambiguity(source.key, keys, context)
  return { source, wanted, key, keys, unreadable, holds, doubt }
}

function ambiguity(key: string, keys: readonly string[], context: RequestContext): string | undefined {
  const twice = keys.findIndex((one) => context.anyAmbiguous([one]))
  if (twice < 0) return undefined
  return `the request says ${twice === 0 ? key : keys[twice]} more than once, with different values`
}

/** Whether one value of the request satisfies the operator. `deny` is the answer when only a value that cannot be judged is left. */
function testOf(
  { family, negated }: Operator,
  values: readonly CompiledValue<unknown>[],
  unreadable: boolean,
  deny: boolean,
) {
  const only = values.length === 1 && !unreadable ? values[0] : undefined
  if (only?.keys.length === 0) {
    const { test } = only
    return (text: string, context: RequestContext) => {
      const subject = family.subject(text)
      return (subject !== undefined && test(subject, context)) !== negated
    }
  }
  return (text: string, context: RequestContext) => {
    const subject = family.subject(text)
    let inDoubt = unreadable
    for (const value of values) {
      if (value.keys.length > 0 && context.anyAmbiguous(value.keys)) inDoubt = true
      else if (subject !== undefined && value.test(subject, context)) return !negated
    }
    return inDoubt ? deny : negated
  }
}

type Test = (text: string, context: RequestContext) => boolean

function holdsOf(
  key: string,
  read: { operator: Operator | undefined; quantifier: Quantifier | undefined; ifExists: boolean },
  test: Test,
  deny: boolean,
): (context: RequestContext) => boolean {
  const { quantifier, ifExists } = read
  if (!quantifier) {
    const whenAbsent = ifExists || read.operator!.negated
    return (context) => {
      const value = context.get(key)
      if (value === undefined) return whenAbsent
      // Several values need a set operator. Without one the documents promise nothing, whether they are meant
      // (rule 49) or two tags that differ in case (rule 39), and the caller may be who adds the second: so
      // they neither grant nor switch a Deny off.
      return typeof value === 'string' ? test(value, context) : deny
    }
  }
  const all = quantifier === 'ForAllValues'
  const whenAbsent = all || ifExists
  const own = [key]
  return (context) => {
    const value = context.get(key)
    if (value === undefined) return whenAbsent
    // AWS may see any one of the values of an ambiguous key, so no question about all or any of them is safe.
    if (typeof value !== 'string' && context.anyAmbiguous(own)) return deny
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

/** Null asks whether the key is absent, which a key said twice is not; a set operator before it changes nothing. */
function compileNull(source: Condition, key: string, deny: boolean): CompiledCondition {
  const wanted = source.values.map((term) => term.value)
  const folded = wanted.map((value) => value.toLowerCase())
  const bad = folded.find((value) => value !== 'true' && value !== 'false')
  const unreadable = bad === undefined ? undefined : `"${bad}" is neither true nor false`
  const holds = (context: RequestContext) => {
    const absent = context.get(key) === undefined
    return folded.includes(String(absent)) || (unreadable !== undefined && deny)
  }
  return { source, wanted, key, keys: [key], unreadable, holds, doubt: () => unreadable }
}
