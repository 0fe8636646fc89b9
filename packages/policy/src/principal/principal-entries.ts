import type { PrincipalElement } from '../document/policy.ts'
import type { PolicyKind } from '../document/policy-kinds.ts'
import {
  compilePrincipalEntry,
  type PrincipalBinding,
  type PrincipalEntry,
} from './compile-principal-entry.ts'

const always = { grade: 3 } as const
const ofAccount: PrincipalEntry = {
  root: always,
  user: always,
  'role-session': always,
  'federated-user': always,
}
const everyone: PrincipalEntry = {
  ...ofAccount,
  'web-identity': always,
  saml: always,
  service: always,
  anonymous: always,
}

/** Whom each entry of Principal or NotPrincipal names; `undefined` for one that can be no principal. */
export function principalEntries(
  element: PrincipalElement,
  effect: 'Allow' | 'Deny',
  kind: PolicyKind,
  binding: PrincipalBinding,
): (PrincipalEntry | undefined)[] {
  const all = effect === 'Deny' || kind !== 'trust' ? everyone : ofAccount
  return element.entries.map(({ type, term }) =>
    term.value === '*' && type === 'AWS' ? all : compilePrincipalEntry(type, term.value, binding),
  )
}
