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

/** When an entry names a principal of one type: always, or by the text of one field. */
export interface EntryRule {
  readonly grade: Grade
  readonly field?: string | undefined
  /** The whole field, or its start when there is an `end`; the two may overlap. */
  readonly text?: string
  readonly end?: string
}

/** What an entry says of each type of principal it can name. */
export type PrincipalEntry = Readonly<Partial<Record<Principal['type'], EntryRule>>>
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
): PrincipalEntry | undefined {
  if (type === 'Service') return /^[a-z0-9.-]+$/.test(text) ? { service: only('name', text, 3) } : undefined
  if (type === 'Federated') {
    if (!builtInProviders.has(text) && !parseArn(text)?.resource.includes('-provider/')) return undefined
    const rule = only('provider', text, 3)
    return { 'web-identity': rule, saml: rule }
  }
  if (type === 'CanonicalUser') {
    const owner = binding.canonicalUsers?.get(text)
    return owner === undefined ? undefined : inAccount(owner)
  }
  if (account.test(text)) return inAccount(text)
  if (uniqueId.test(text)) return withId(text)
  return compileArn(text, binding.principalIds?.get(text))
}

function only(field: string, text: string, grade: Grade): EntryRule {
  return { field, text, grade }
}

function inAccount(owner: string): PrincipalEntry {
  const delegated = only('account', owner, 1)
  return {
    root: only('account', owner, 3),
    user: delegated,
    'role-session': delegated,
    'federated-user': delegated,
  }
}

function withId(id: string): PrincipalEntry {
  return { user: only('id', id, 3), 'role-session': only('roleId', id, 2) }
}

function compileArn(text: string, boundId: string | undefined): PrincipalEntry | undefined {
  const arn = parseArn(text)
  if (arn?.region !== '' || text.includes('*') || text.includes('?')) return undefined
  const slash = arn.resource.indexOf('/')
  const kind = slash < 0 ? arn.resource : arn.resource.slice(0, slash)
  if (arn.service === 'iam' && kind === 'root' && account.test(arn.account)) return inAccount(arn.account)
  if (arn.service === 'iam' && kind === 'user') {
    if (boundId !== undefined) return withId(boundId)
    return { user: only('arn', text, 3), 'federated-user': only('userArn', text, 2) }
  }
  if (arn.service === 'iam' && kind === 'role') {
    if (boundId !== undefined) return withId(boundId)
    // No two roles of an account share a name, whatever their paths.
    const start = `arn:${arn.partition}:iam::${arn.account}:role/`
    const end = text.slice(text.lastIndexOf('/'))
    return { 'role-session': { field: 'roleArn', text: start, end, grade: 2 } }
  }
  if (arn.service === 'sts' && (kind === 'assumed-role' || kind === 'federated-user')) {
    const rule = only('arn', text, 3)
    return { root: rule, user: rule, 'role-session': rule, 'federated-user': rule }
  }
  return undefined
}
