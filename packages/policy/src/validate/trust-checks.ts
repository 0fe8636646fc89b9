import type { Policy, Statement, Term } from '../document/policy.ts'
import type { Check } from './check.ts'
import { covers } from './covers.ts'

const github = 'token.actions.githubusercontent.com'
const kinds = ['trust'] as const

/** Findings about who may assume a role, and by which action. */
export const trustChecks: readonly Check[] = [
  {
    code: 'MISMATCHED_ACTION_FOR_PRINCIPAL',
    severity: 'error',
    kinds,
    find(policy, say) {
      for (const [statement, term, host] of federated(policy)) {
        const wanted = host === undefined ? 'sts:assumerolewithsaml' : 'sts:assumerolewithwebidentity'
        if (!statement.action.negated && !names(statement, wanted))
          say(`"${term.value}" comes by ${wanted}, which the statement does not name`, term)
      }
    },
  },
  {
    code: 'MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL',
    severity: 'security-warning',
    kinds,
    find(policy, say) {
      for (const [statement, term, host] of federated(policy)) {
        if (host === undefined || host === github || !names(statement, 'sts:assumerolewithwebidentity'))
          continue
        if (!keys(statement).some((key) => key.startsWith(`${host}:`)))
          say(`any token of ${host} will do; ask for ${host}:sub and ${host}:aud`, term)
      }
    },
  },
  {
    code: 'MISSING_GITHUB_REPO_CONDITION_KEY',
    severity: 'security-warning',
    kinds,
    find(policy, say) {
      for (const [statement, term, host] of federated(policy)) {
        if (host === github && subjects(statement).length === 0)
          say(`any repository on GitHub will do; ask for ${github}:sub`, term)
      }
    },
  },
  {
    code: 'SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED',
    severity: 'warning',
    kinds,
    find(policy, say) {
      for (const [statement, , host] of federated(policy)) {
        if (host !== github) continue
        for (const term of subjects(statement)) {
          const [, repository = '', ...rest] = term.value.split(':')
          const wide =
            !term.value.startsWith('repo:') ||
            repository.includes('*') ||
            rest.join(':') === '*' ||
            rest.length === 0
          if (wide) say(`"${term.value}" reaches several repositories or branches`, term)
        }
      }
    },
  },
  {
    code: 'CONFIRM_AUDIENCE_CLAIM_TYPE',
    severity: 'suggestion',
    kinds,
    find({ statements }, say) {
      for (const { conditions } of statements) {
        for (const { key, operator, keySpan, path } of conditions) {
          if (/:aud$/i.test(key) && /^for(?:all|any)value/i.test(operator))
            say('a set operator is right only where tokens of this issuer list several audiences', {
              path,
              ...keySpan,
            })
        }
      }
    },
  },
  {
    code: 'MISSING_ACTION_FOR_ROLES_ANYWHERE_TRUST_POLICY',
    severity: 'error',
    kinds,
    find({ statements }, say) {
      for (const statement of statements) {
        const entry = statement.principal?.entries.find(
          ({ term }) => term.value === 'rolesanywhere.amazonaws.com',
        )
        if (!entry || statement.effect !== 'Allow' || statement.action.negated) continue
        const missing = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'].filter(
          (action) => !names(statement, action.toLowerCase()),
        )
        if (missing.length > 0) say(`Roles Anywhere also needs ${missing.join(', ')}`, entry.term)
      }
    },
  },
]

/** Allow statements for federated principals, with the folded host and path of an OIDC provider. */
function* federated({ statements }: Policy): Generator<[Statement, Term, string | undefined]> {
  for (const statement of statements) {
    if (statement.effect !== 'Allow' || statement.principal?.negated) continue
    for (const { type, term } of statement.principal?.entries ?? []) {
      if (type !== 'Federated') continue
      const saml = /:saml-provider\//.test(term.value)
      const host = term.value.slice(term.value.indexOf(':oidc-provider/') + 1).replace('oidc-provider/', '')
      yield [statement, term, saml ? undefined : host.toLowerCase()]
    }
  }
}

function names({ action }: Statement, wanted: string): boolean {
  return action.patterns.some((term) => covers(term.value.toLowerCase(), wanted))
}

function keys({ conditions }: Statement): string[] {
  return conditions.map(({ key }) => key.toLowerCase())
}

function subjects({ conditions }: Statement): Term[] {
  return conditions
    .filter(({ key }) => key.toLowerCase() === `${github}:sub`)
    .flatMap(({ values }) => [...values])
}
