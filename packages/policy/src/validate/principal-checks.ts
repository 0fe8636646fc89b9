import type { Policy, PrincipalType, Statement, Term } from '../document/policy.ts'
import type { PolicyKind } from '../document/policy-kinds.ts'
import { compilePrincipalEntry } from '../principal/compile-principal-entry.ts'
import type { Check } from './check.ts'

const named: readonly PolicyKind[] = ['resource', 'trust', 'rcp']

/** Findings about Principal and NotPrincipal. */
export const principalChecks: readonly Check[] = [
  {
    code: 'ALLOW_WITH_NOTPRINCIPAL',
    severity: 'security-warning',
    find({ statements }, say) {
      for (const { effect, principal, path } of statements) {
        if (effect === 'Allow' && principal?.negated)
          say('reaches everyone who is not listed, anonymous callers too', {
            path: [...path, 'NotPrincipal'],
            start: principal.start,
            end: principal.end,
          })
      }
    },
  },
  {
    code: 'EMPTY_OBJECT_PRINCIPAL',
    severity: 'suggestion',
    find({ statements, text }, say) {
      for (const { principal, path } of statements) {
        if (principal && /^\{\s*\}$/.test(text.slice(principal.start, principal.end)))
          say('the statement names nobody', {
            path: [...path, 'Principal'],
            start: principal.start,
            end: principal.end,
          })
      }
    },
  },
  {
    code: 'EMPTY_ARRAY_PRINCIPAL',
    severity: 'suggestion',
    find({ statements, text }, say) {
      for (const { principal, path } of statements) {
        if (principal && /:\s*\[\s*\]/.test(text.slice(principal.start, principal.end)))
          say('a list of principals is empty', {
            path: [...path, 'Principal'],
            start: principal.start,
            end: principal.end,
          })
      }
    },
  },
  entries('UNSUPPORTED_WILDCARD_IN_PRINCIPAL', named, (type, term) =>
    type === 'AWS' && term.value !== '*' && /[*?]/.test(term.value)
      ? 'a principal takes no wildcard but "*" alone'
      : undefined,
  ),
  entries('INVALID_PRINCIPAL_FORMAT', named, (type, term) =>
    type === 'AWS' && !/[*?]|\$\{/.test(term.value) && unreadable(type, term.value)
      ? `"${term.value}" is no account, user, role or session`
      : undefined,
  ),
  entries('INVALID_SERVICE_PRINCIPAL_FORMAT', named, (type, term) =>
    type === 'Service' && !/^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.amazonaws\.com(?:\.cn)?$/.test(term.value)
      ? 'a service is written such as "ec2.amazonaws.com"'
      : undefined,
  ),
  entries('INVALID_FEDERATED_PRINCIPAL_SYNTAX_IN_ROLE_TRUST_POLICY', ['trust'], (type, term) =>
    type === 'Federated' && unreadable(type, term.value)
      ? 'write the ARN of an identity provider or the name of a built-in one'
      : undefined,
  ),
  entries('FEDERATED_PRINCIPAL_NOT_SUPPORTED', ['resource'], (type) =>
    type === 'Federated' ? 'federated principals work in trust policies only' : undefined,
  ),
  entries(
    'ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL',
    ['trust'],
    (type, term, { effect, principal }) =>
      effect === 'Allow' && type === 'AWS' && term.value === '*' && term.start === principal?.start
        ? '"*" lets anyone assume the role; name who may'
        : undefined,
  ),
  entries(
    'INVALID_ROLE_REFERENCE',
    named,
    (type, term) =>
      type === 'AWS' && term.value.startsWith('AROA')
        ? 'a role id names a role that may be gone; write its ARN'
        : undefined,
    'warning',
  ),
  entries(
    'INVALID_USER_REFERENCE',
    named,
    (type, term) =>
      type === 'AWS' && term.value.startsWith('AIDA')
        ? 'a user id names a user who may be gone; write the ARN'
        : undefined,
    'warning',
  ),
  {
    code: 'REDUNDANT_PRINCIPAL_IN_ROLE_TRUST_POLICY',
    severity: 'suggestion',
    kinds: ['trust'],
    find({ statements }, say) {
      for (const { principal } of statements) {
        const roles = new Set<string>()
        for (const { term } of principal?.entries ?? []) {
          if (roles.has(term.value)) say(`"${term.value}" is named already`, term)
          roles.add(term.value)
        }
        for (const { term } of principal?.entries ?? []) {
          const role = /^(arn:[^:]+):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(term.value)
          if (role && roles.has(`${role[1]}:iam::${role[2]}:role/${role[3]}`))
            say('every session of this role is named already', term)
        }
      }
    },
  },
]

function unreadable(type: PrincipalType, text: string): boolean {
  return compilePrincipalEntry(type, text, {}) === undefined
}

function entries(
  code: string,
  kinds: readonly PolicyKind[],
  judge: (type: PrincipalType, term: Term, statement: Statement) => string | undefined,
  severity: Check['severity'] = 'error',
): Check {
  return {
    code,
    severity,
    kinds,
    find({ statements }: Policy, say) {
      for (const statement of statements) {
        for (const { type, term } of statement.principal?.entries ?? []) {
          const message = judge(type, term, statement)
          if (message !== undefined) say(message, term)
        }
      }
    },
  }
}
