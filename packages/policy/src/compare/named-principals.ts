import type { PrincipalEntry } from '../principal/compile-principal-entry.ts'

/** Whom Principal or NotPrincipal of a statement, or one entry of it, names. */
export interface NamedPrincipals {
  readonly effect: 'Allow' | 'Deny'
  readonly negated: boolean
  readonly entries: readonly {
    /** Type and text, as written. */
    readonly text: string
    /** `undefined` for what can be no principal. */
    readonly entry: PrincipalEntry | undefined
  }[]
}
