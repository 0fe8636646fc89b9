import { readOperator } from '../condition/read-operator.ts'
import type { Policy, Term } from '../document/policy.ts'
import type { Check } from './check.ts'

/** Families of operators whose values take variables. */
const takesVariables: ReadonlySet<string> = new Set(['string', 'arn', 'boolean'])

/** Findings about `${…}`. */
export const variableChecks: readonly Check[] = [
  {
    code: 'VARIABLE_UNSUPPORTED_IN_VERSION',
    severity: 'error',
    find(policy, say) {
      if (policy.version === '2012-10-17') return
      for (const term of places(policy)) {
        if (/\$\{/.test(term.value))
          say('variables need Version 2012-10-17; in this version they are plain text', term)
      }
    },
  },
  {
    code: 'VARIABLE_UNSUPPORTED_IN_ELEMENT',
    severity: 'error',
    find({ statements }, say) {
      for (const { action, principal, resource } of statements) {
        const never = [...action.patterns, ...(principal?.entries ?? []).map(({ term }) => term)]
        for (const term of never) if (term.value.includes('${')) say('this element takes no variables', term)
        for (const term of resource?.patterns ?? []) {
          if (/^(?:[^:$]*:){0,4}[^:$]*\$\{/.test(term.value))
            say('in an ARN variables work after the fifth colon only', term)
        }
      }
    },
  },
  broken('MISSING_BRACE_IN_VARIABLE', 'the variable is not closed by a brace', (rest) => !rest.includes('}')),
  broken('EMPTY_VARIABLE', 'the variable names nothing', (rest) => rest.startsWith('}')),
  broken('UNSUPPORTED_SPACE_IN_VARIABLE', 'a space stands in the variable', (rest) => {
    const inner = rest.slice(0, Math.max(0, rest.indexOf('}')))
    return /\s/.test(inner.split(", '")[0]!) || /'\s+$/.test(inner)
  }),
  broken('MISSING_QUOTE_IN_VARIABLE', 'a default stands in single quotes', (rest) => {
    const inner = rest.slice(0, Math.max(0, rest.indexOf('}')))
    return inner.includes(',') && !/, ?'[^']*'\s*$/.test(inner)
  }),
  {
    code: 'INVALID_VARIABLE_FOR_OPERATOR',
    severity: 'error',
    find({ statements }, say) {
      for (const condition of statements.flatMap((statement) => statement.conditions)) {
        const family = readOperator(condition.operator)?.operator?.family.type
        if (family === undefined || takesVariables.has(family)) continue
        for (const term of condition.values) {
          if (term.value.includes('${')) say(`values of ${condition.operator} take no variables`, term)
        }
      }
    },
  },
]

function broken(code: string, message: string, is: (afterBrace: string) => boolean): Check {
  return {
    code,
    severity: 'error',
    find(policy, say) {
      if (policy.version !== '2012-10-17') return
      for (const term of places(policy)) {
        const [, ...rests] = term.value.split('${')
        if (rests.some(is)) say(message, term)
      }
    },
  }
}

function* places({ statements }: Policy): Generator<Term> {
  for (const { resource, conditions } of statements) {
    yield* resource?.patterns ?? []
    for (const condition of conditions) yield* condition.values
  }
}
