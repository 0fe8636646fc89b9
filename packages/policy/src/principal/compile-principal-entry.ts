import { parseArn } from '@rolecall/core'
import type { PrincipalType } from '../document/policy.ts'
import type { Principal } from './principal.ts'

/**
 * How closely an entry of a Principal element names the caller, which decides what can still cut the grant:
 *
 *     0  not at all
 *     1  the caller's account: only delegates, the caller's own policies must allow too
 *     2  the caller's role, or the user behind a federated session: boundary and session policy still cut
 *     3  the caller itself, or everybody: nothing implicit cuts it within the account
 *
 * Source: "Determining whether a request is allowed" and "Principal", IAM User Guide.
 */
export type Grade = 0 | 1 | 2 | 3

export interface PrincipalBinding {
  /** Unique ids that ARNs of this policy stood for when it was saved. */
  readonly principalIds?: ReadonlyMap<string, string> | undefined
  /** Accounts by canonical user id. */
  readonly canonicalUsers?: ReadonlyMap<string, string> | undefined
}

export type PrincipalEntryTest = (principal: Principal) => Grade
const account = /^\d{12}$/
const uniqueId = /^(?:AROA|AIDA)[A-Z0-9]{12,}$/
const builtInProviders: ReadonlySet<string> = new Set([
  'accounts.google.com',
  'cognito-identity.amazonaws.com',
  'graph.facebook.com',
  'www.amazon.com',
])

/** Compiles one entry, `*` excepted; `undefined` for text that can be no principal of that type. */
export function compilePrincipalEntry(
  type: PrincipalType,
  text: string,
  binding: PrincipalBinding,
): PrincipalEntryTest | undefined {
  if (type === 'Service') {
    if (!/^[a-z0-9.-]+$/.test(text)) return undefined
    return (principal) => (principal.type === 'service' && principal.name === text ? 3 : 0)
  }
  if (type === 'Federated') {
    if (!builtInProviders.has(text) && !parseArn(text)?.resource.includes('-provider/')) return undefined
    return (principal) =>
      (principal.type === 'web-identity' || principal.type === 'saml') && principal.provider === text ? 3 : 0
  }
  if (type === 'CanonicalUser') {
    const owner = binding.canonicalUsers?.get(text)
    return owner === undefined ? undefined : inAccount(owner)
  }
  if (account.test(text)) return inAccount(text)
  if (uniqueId.test(text)) return withId(text)
  return compileArn(text, binding.principalIds?.get(text))
}

function inAccount(owner: string): PrincipalEntryTest {
  return (principal) => {
    if (!('account' in principal) || principal.account !== owner) return 0
    return principal.type === 'root' ? 3 : 1
  }
}

function withId(id: string): PrincipalEntryTest {
  return (principal) => {
    if (principal.type === 'user') return principal.id === id ? 3 : 0
    return principal.type === 'role-session' && principal.roleId === id ? 2 : 0
  }
}

function compileArn(text: string, boundId: string | undefined): PrincipalEntryTest | undefined {
  const arn = parseArn(text)
  if (arn?.region !== '' || text.includes('*') || text.includes('?')) return undefined
  const slash = arn.resource.indexOf('/')
  const kind = slash < 0 ? arn.resource : arn.resource.slice(0, slash)
  if (arn.service === 'iam' && kind === 'root' && account.test(arn.account)) return inAccount(arn.account)
  if (arn.service === 'iam' && kind === 'user') {
    if (boundId !== undefined) return withId(boundId)
    return (principal) => {
      if (principal.type === 'federated-user') return principal.userArn === text ? 2 : 0
      return principal.type === 'user' && principal.arn === text ? 3 : 0
    }
  }
  if (arn.service === 'iam' && kind === 'role') {
    if (boundId !== undefined) return withId(boundId)
    // No two roles of an account share a name, whatever their paths.
    const start = `arn:${arn.partition}:iam::${arn.account}:role/`
    const end = text.slice(text.lastIndexOf('/'))
    return (principal) =>
      principal.type === 'role-session' &&
      principal.roleArn.startsWith(start) &&
      principal.roleArn.endsWith(end)
        ? 2
        : 0
  }
  if (arn.service === 'sts' && (kind === 'assumed-role' || kind === 'federated-user')) {
    return (principal) => ('arn' in principal && principal.arn === text ? 3 : 0)
  }
  return undefined
}
