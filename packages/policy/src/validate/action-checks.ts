import type { Policy, Statement, Term } from '../document/policy.ts'
import type { Check } from './check.ts'
import { covers } from './covers.ts'
import { reportRedundant } from './report-redundant.ts'

/** Findings about Action and NotAction. */
export const actionChecks: readonly Check[] = [
  {
    code: 'EMPTY_ARRAY_ACTION',
    severity: 'suggestion',
    find({ statements }, say) {
      for (const { action, path } of statements) {
        if (action.patterns.length === 0)
          say('the statement names no actions', {
            path: [...path, 'Action'],
            start: action.start,
            end: action.end,
          })
      }
    },
  },
  {
    code: 'INVALID_ACTION',
    severity: 'error',
    find(policy, say, { services }) {
      for (const { term, service, name } of actionsOf(policy)) {
        if (term.value === '*') continue
        if (name === undefined || name === '' || name.includes(':'))
          say(`"${term.value}" is no action; write service:Action`, term)
        else if (services?.actions(`${service}:${name}`)?.length === 0)
          say(`${service} has no action "${name}"`, term)
      }
    },
  },
  {
    code: 'INVALID_SERVICE_IN_ACTION',
    severity: 'error',
    find(policy, say, { services }) {
      for (const { term, service, name } of actionsOf(policy)) {
        if (name === undefined || /[*?]/.test(service)) continue
        if (!/^[a-z0-9.-]+$/.test(service) || (services && !services.service(service)))
          say(`there is no service "${service}"`, term)
      }
    },
  },
  {
    code: 'WILDCARD_IN_SERVICE_NAME',
    severity: 'suggestion',
    find(policy, say) {
      for (const { term, service, name } of actionsOf(policy)) {
        if (name !== undefined && /[*?]/.test(service))
          say(`"${term.value}" reaches several services, also future ones`, term)
      }
    },
  },
  {
    code: 'REDUNDANT_ACTION',
    severity: 'suggestion',
    find({ statements }, say) {
      for (const { action } of statements) reportRedundant(action.patterns, true, say)
    },
  },
  {
    code: 'UNSUPPORTED_ACTION_IN_POLICY',
    severity: 'error',
    kinds: ['trust'],
    find(policy, say) {
      for (const { term, service } of actionsOf(policy)) {
        if (service !== 'sts' && term.value !== '*')
          say(`a trust policy takes actions of sts only, not "${term.value}"`, term)
      }
    },
  },
  ...riskyGrant('iam:passrole', 'PASS_ROLE', 'security-warning', 'lets a caller hand any role to a service'),
  ...riskyGrant(
    'iam:createservicelinkedrole',
    'CREATE_SLR',
    'warning',
    'lets a caller make a role for any service',
  ),
]

function* actionsOf({
  statements,
}: Policy): Generator<{ term: Term; service: string; name: string | undefined }> {
  for (const { action } of statements) {
    for (const term of action.patterns) {
      const text = term.value.toLowerCase()
      const colon = text.indexOf(':')
      yield colon < 0
        ? { term, service: '', name: undefined }
        : { term, service: text.slice(0, colon), name: text.slice(colon + 1) }
    }
  }
}

/** The six ways to grant a risky action on more than one means, told apart as Access Analyzer does. */
function riskyGrant(action: string, prefix: string, severity: Check['severity'], risk: string): Check[] {
  const star = ({ resource }: Statement) =>
    resource && !resource.negated && resource.patterns.some((term) => term.value === '*')
  const notResource = ({ resource }: Statement) => resource?.negated
  const named = (statement: Statement) =>
    !statement.action.negated && statement.action.patterns.some((term) => term.value.toLowerCase() === action)
  const byStar = (statement: Statement) =>
    !statement.action.negated &&
    !named(statement) &&
    statement.action.patterns.some((term) => covers(term.value.toLowerCase(), action))
  const notAction = (statement: Statement) =>
    statement.action.negated &&
    !statement.action.patterns.some((term) => covers(term.value.toLowerCase(), action))
  const forms: readonly (readonly [string, (statement: Statement) => boolean | undefined])[] = [
    ['STAR_IN_RESOURCE', (statement) => named(statement) && star(statement)],
    ['STAR_IN_ACTION_AND_RESOURCE', (statement) => byStar(statement) && star(statement)],
    ['STAR_IN_RESOURCE_AND_NOTACTION', (statement) => notAction(statement) && star(statement)],
    ['NOTRESOURCE', (statement) => named(statement) && notResource(statement)],
    ['STAR_IN_ACTION_AND_NOTRESOURCE', (statement) => byStar(statement) && notResource(statement)],
    ['NOTACTION_AND_NOTRESOURCE', (statement) => notAction(statement) && notResource(statement)],
  ]
  return forms.map(([form, applies]) => ({
    code: `${prefix}_WITH_${form}`,
    severity,
    kinds: ['identity', 'session'],
    find({ statements }, say) {
      for (const statement of statements) {
        const limited = statement.conditions.some(
          ({ key }) =>
            key.toLowerCase() === 'iam:passedtoservice' || key.toLowerCase() === 'iam:awsservicename',
        )
        if (statement.effect === 'Allow' && !limited && applies(statement))
          say(risk, { path: statement.path, ...statement.action })
      }
    },
  }))
}
