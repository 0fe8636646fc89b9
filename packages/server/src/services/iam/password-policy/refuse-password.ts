import type { PasswordPolicy } from '../../../records/password-policy.ts'

interface Rule {
  readonly isAsked: (policy: PasswordPolicy) => boolean
  readonly isMet: (password: string, policy: PasswordPolicy) => boolean
  readonly lacks: (policy: PasswordPolicy) => string
}

const symbols = /[!@#$%^&*()_+\-=[\]{}|']/
const kinds = { lowercase: /[a-z]/, number: /[0-9]/, symbol: symbols, uppercase: /[A-Z]/ }
const doesNotConform = 'Password does not conform to the account password policy.'

/** What an account can ask; the first that is not met is told. */
const rules: readonly Rule[] = [
  {
    isAsked: () => true,
    isMet: (password, { minimumLength }) => password.length >= minimumLength,
    lacks: ({ minimumLength }) => `a minimum length of ${minimumLength}`,
  },
  {
    isAsked: ({ requireUppercase }) => requireUppercase,
    isMet: (password) => kinds.uppercase.test(password),
    lacks: () => 'at least one uppercase letter',
  },
  {
    isAsked: ({ requireLowercase }) => requireLowercase,
    isMet: (password) => kinds.lowercase.test(password),
    lacks: () => 'at least one lowercase letter',
  },
  {
    isAsked: ({ requireNumbers }) => requireNumbers,
    isMet: (password) => kinds.number.test(password),
    lacks: () => 'at least one number',
  },
  {
    isAsked: ({ requireSymbols }) => requireSymbols,
    isMet: (password) => kinds.symbol.test(password),
    lacks: () => 'at least one symbol',
  },
]

const usualLength = 8
const usualKinds = 3

/**
 * Why a password is not good enough, or `undefined`. An account without a policy asks for eight characters of
 * three kinds that are not the account's name. Source: "Set an account password policy", IAM User Guide.
 */
export function refusePassword(
  password: string,
  policy: PasswordPolicy | undefined,
  accountName: string | undefined,
): string | undefined {
  if (policy) {
    const broken = rules.find((rule) => rule.isAsked(policy) && !rule.isMet(password, policy))
    return broken && `Password should have ${broken.lacks(policy)}`
  }
  if (password.length < usualLength) return `Password should have a minimum length of ${usualLength}`
  const met = Object.values(kinds).filter((kind) => kind.test(password))
  return met.length < usualKinds || password === accountName ? doesNotConform : undefined
}
