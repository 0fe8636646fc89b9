import type { Condition, Statement } from '../document/policy.ts'
import type { Check } from './check.ts'
import { covers } from './covers.ts'
import { findKey } from './find-key.ts'
import { globalKey } from './global-key.ts'
import { keyForms } from './key-forms.ts'
import { needsKey } from './needs-key.ts'
import type { ActionEntry } from './service-data.ts'

/** As many names as a message holds. */
const mostNames = 5
/** What looking for one key among those of one action costs. */
const stepsAKey = 16

/** Findings about conditions on keys that requests for the statement's actions do not have. */
export const keySupportChecks: readonly Check[] = [
  {
    code: 'UNSUPPORTED_ACTION_FOR_CONDITION_KEY',
    severity: 'error',
    find({ statements }, say, { services }) {
      for (const { action, conditions } of services ? statements : []) {
        if (action.negated) continue
        // Access Analyzer leaves wildcards out here.
        const named = once(() =>
          action.patterns.flatMap(({ value }) =>
            /[*?]/.test(value) ? [] : (services?.actions(value.toLowerCase()) ?? []),
          ),
        )
        for (const condition of conditions) {
          const key = condition.key.toLowerCase()
          if (globalKey(key) || !needsKey(condition) || !services?.isAttached(key)) continue
          if (!services.limit.allows(named().length * stepsAKey)) continue
          const unsupported = without(named(), keyForms(key))
          if (unsupported.length > 0)
            say(`requests for ${list(unsupported)} do not have ${condition.key}`, placeOf(condition))
        }
      }
    },
  },
  {
    code: 'MISSING_ACTION_FOR_CONDITION_KEY',
    severity: 'error',
    kinds: ['trust'],
    find({ statements }, say) {
      const allowed = statements
        .filter(({ effect, action }) => effect === 'Allow' && !action.negated)
        .flatMap(({ action }) => action.patterns)
      const missing = setters.filter(
        ([, action]) => !allowed.some((term) => covers(term.value.toLowerCase(), action.toLowerCase())),
      )
      for (const condition of asking(statements, 'Allow')) {
        const setter = missing.find(([key]) => findKey(new Set([key]), condition.key.toLowerCase()))
        if (setter)
          say(`nobody can set ${condition.key} unless ${setter[1]} is allowed too`, placeOf(condition))
      }
    },
  },
  tagSupport('ALLOW_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE', 'suggestion', 'Allow'),
  tagSupport('DENY_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE', 'security-warning', 'Deny'),
  tagSupportOfRest('ALLOW_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE', 'suggestion', 'Allow'),
  tagSupportOfRest(
    'DENY_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE',
    'security-warning',
    'Deny',
  ),
]

/** Keys that are in a request only when it sets something, and the action that must be allowed to set it. */
const setters: readonly (readonly [foldedKey: string, action: string])[] = [
  ['sts:sourceidentity', 'sts:SetSourceIdentity'],
  ['sts:transitivetagkeys', 'sts:TagSession'],
  ['aws:tagkeys', 'sts:TagSession'],
  ['aws:requesttag/', 'sts:TagSession'],
]

/** Actions none of which has tags of resources, for a condition that cannot hold without. */
function tagSupport(code: string, severity: Check['severity'], effect: Statement['effect']): Check {
  return {
    code,
    severity,
    find({ statements }, say, { services }) {
      for (const { action, conditions, effect: ofStatement } of services ? statements : []) {
        if (action.negated || ofStatement !== effect) continue
        const named = once(() =>
          action.patterns.map(({ value }) => services?.actions(value.toLowerCase()) ?? []),
        )
        for (const condition of conditions) {
          if (!services || !isResourceTag(condition) || !needsKey(condition)) continue
          const forms = keyForms(condition.key.toLowerCase())
          const size = named().reduce((sum, actions) => sum + 1 + actions.length, 0)
          if (!services.limit.allows(size * stepsAKey)) continue
          const lacking = named().flatMap((actions, at) =>
            actions.length > 0 && without(actions, forms).length === actions.length
              ? [action.patterns[at]!.value]
              : [],
          )
          if (lacking.length > 0)
            say(`requests for ${list(lacking)} do not have ${condition.key}`, placeOf(condition))
        }
      }
    },
  }
}

function tagSupportOfRest(code: string, severity: Check['severity'], effect: Statement['effect']): Check {
  return {
    code,
    severity,
    find({ statements }, say) {
      for (const statement of statements) {
        for (const condition of statement.action.negated ? asking([statement], effect) : []) {
          if (isResourceTag(condition))
            say(`not every service has ${condition.key}; name the actions that have`, placeOf(condition))
        }
      }
    },
  }
}

/** Conditions of statements of an effect that hold only for requests that have their key. */
function asking(statements: readonly Statement[], effect: Statement['effect']): Condition[] {
  return statements.flatMap((one) => (one.effect === effect ? one.conditions.filter(needsKey) : []))
}

function isResourceTag({ key }: Condition): boolean {
  return /^aws:resourcetag\/./i.test(key)
}

/** The names of the actions whose requests have none of a key's forms. */
function without(actions: readonly ActionEntry[], forms: readonly string[]): string[] {
  return actions.flatMap(({ name, conditionKeys }) => (findKey(conditionKeys, forms) ? [] : [name]))
}

function once<Answer>(ask: () => Answer): () => Answer {
  let answer: Answer | undefined
  return () => (answer ??= ask())
}

function placeOf({ path, keySpan }: Condition) {
  return { path, ...keySpan }
}

function list(names: readonly string[]): string {
  const rest = names.length - mostNames
  return names.slice(0, mostNames).join(', ') + (rest > 0 ? ` and ${rest} more` : '')
}
