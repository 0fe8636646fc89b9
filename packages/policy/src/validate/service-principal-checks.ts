import type { Statement, Term } from '../document/policy.ts'
import type { Check } from './check.ts'
import { needsKey } from './needs-key.ts'

const kinds = ['resource'] as const

/** Findings about services that may do something with a resource, and the conditions on them. */
export const servicePrincipalChecks: readonly Check[] = [
  {
    code: 'RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL',
    severity: 'security-warning',
    kinds,
    find({ statements }, say) {
      for (const [statement, term] of allowedServices(statements)) {
        if (!asksFor(statement, sourceKeys))
          say(
            'whoever makes the service act reaches this resource; ask for aws:SourceArn or aws:SourceAccount',
            term,
          )
      }
    },
  },
  {
    code: 'RECOMMENDED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL',
    severity: 'suggestion',
    kinds,
    find({ statements }, say) {
      for (const [statement, term] of allowedServices(statements)) {
        const referer = statement.conditions.find(({ key }) => key.toLowerCase() === 'aws:referer')
        if (referer && !asksFor(statement, sourceKeys))
          say(`for ${term.value} ask for aws:SourceArn or aws:SourceAccount; anybody can write a referer`, {
            path: referer.path,
            ...referer.keySpan,
          })
      }
    },
  },
  {
    code: 'UNSUPPORTED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL',
    severity: 'error',
    kinds,
    find({ statements }, say) {
      for (const [statement, term] of allowedServices(statements)) {
        const condition = statement.conditions.find(
          (one) => organizationKeys.has(one.key.toLowerCase()) && needsKey(one),
        )
        if (condition)
          say(`${term.value} is in no organization, so its requests do not have ${condition.key}`, {
            path: condition.path,
            ...condition.keySpan,
          })
      }
    },
  },
]

const sourceKeys: ReadonlySet<string> = new Set([
  'aws:sourcearn',
  'aws:sourceaccount',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
])
/** Keys of the organization a caller is in. A service calls as itself and is in none. */
const organizationKeys: ReadonlySet<string> = new Set(['aws:principalorgid', 'aws:principalorgpaths'])

/** Service principals of Allow statements. */
function* allowedServices(statements: readonly Statement[]): Generator<[Statement, Term]> {
  for (const statement of statements) {
    if (statement.effect !== 'Allow' || statement.principal?.negated) continue
    for (const { type, term } of statement.principal?.entries ?? []) {
      if (type === 'Service') yield [statement, term]
    }
  }
}

function asksFor({ conditions }: Statement, keys: ReadonlySet<string>): boolean {
  return conditions.some(({ key }) => keys.has(key.toLowerCase()))
}
