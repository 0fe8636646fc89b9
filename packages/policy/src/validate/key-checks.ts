import type { Policy } from '../document/policy.ts'
import type { Check } from './check.ts'
import { globalKey } from './global-key.ts'

/** Findings about condition keys. A key of an issuer or a service that is not known here is never an error. */
export const keyChecks: readonly Check[] = [
  each('INVALID_CONDITION_KEY_FORMAT', 'error', (key) =>
    key.includes(':') ? undefined : `"${key}" is no condition key; write service:key`,
  ),
  each('INVALID_GLOBAL_CONDITION_KEY', 'error', (key) =>
    /^aws:/i.test(key) && !globalKey(key) ? `there is no global condition key "${key}"` : undefined,
  ),
  each('INVALID_SERVICE_CONDITION_KEY', 'error', (key, data) => {
    const folded = key.toLowerCase()
    const entry = data?.service(folded.slice(0, folded.indexOf(':')))
    if (!entry || folded.startsWith('aws:')) return undefined
    const family = folded.slice(0, folded.indexOf('/') + 1)
    return entry.conditionKeys.has(folded) || entry.conditionKeys.has(family)
      ? undefined
      : `there is no condition key "${key}"`
  }),
  each('MISSING_TAG_KEY_IN_CONDITION', 'error', (key) =>
    /^aws:(?:Request|Resource|Principal)Tag\/?$/i.test(key)
      ? `${key} needs the key of a tag after a slash`
      : undefined,
  ),
  {
    code: 'MISSING_PAIRED_CONDITION_KEYS',
    severity: 'security-warning',
    find({ statements }, say) {
      for (const { conditions, effect } of statements) {
        const keys = new Set(conditions.map(({ key }) => key.toLowerCase()))
        for (const { key, keySpan, path } of conditions) {
          if (effect !== 'Allow' || key.toLowerCase() !== 'aws:vpcsourceip') continue
          if (!keys.has('aws:sourcevpc') && !keys.has('aws:sourcevpce'))
            say('private addresses repeat in other networks; ask for aws:SourceVpc too', { path, ...keySpan })
        }
      }
    },
  },
  {
    code: 'EMPTY_ARRAY_CONDITION',
    severity: 'suggestion',
    find({ statements }, say) {
      for (const { values, key, keySpan, path } of conditionsOf(statements)) {
        if (values.length === 0) say(`the condition on ${key} has no values`, { path, ...keySpan })
      }
    },
  },
]

function conditionsOf(statements: Policy['statements']) {
  return statements.flatMap((statement) => statement.conditions)
}

function each(
  code: string,
  severity: Check['severity'],
  judge: (key: string, data: Parameters<Check['find']>[2]) => string | undefined,
): Check {
  return {
    code,
    severity,
    find({ statements }, say, data) {
      for (const { key, keySpan, path } of conditionsOf(statements)) {
        const message = judge(key, data)
        if (message !== undefined) say(message, { path, ...keySpan })
      }
    },
  }
}
