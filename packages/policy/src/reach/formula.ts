import type { Layer } from '../evaluate/request.ts'
import type { Grade } from '../principal/compile-principal-entry.ts'
import type { Situation } from './situation.ts'

/** One thing about a request that is not known and that decides. */
export interface Requirement {
  readonly layer: Layer
  /** Label of the policy. */
  readonly policy: string
  readonly statement: number
  readonly sid: string | undefined
  /** A condition of the statement, or an element of it that names only some of what the request may be. */
  readonly part: 'condition' | 'resource' | 'action' | 'principal'
  readonly operator: string | undefined
  /**
   * The context key that is not known, as written; else the element that must speak of the request: `Action`,
   * `NotAction`, `Resource`, `NotResource`, `Principal`, `NotPrincipal`.
   */
  readonly key: string
  /** The values of the policy, as written. */
  readonly wanted: readonly string[]
  /** With `principal`: how closely the statement must name the caller (1 account, 2 role, 3 itself). */
  readonly grade?: Grade
}

/** What must hold of the unknown part of a request. Never holds `true` or `false` within a larger formula. */
export type Formula =
  | { readonly is: 'true' }
  | { readonly is: 'false' }
  | { readonly is: 'all'; readonly of: readonly Formula[] }
  | { readonly is: 'any'; readonly of: readonly Formula[] }
  | { readonly is: 'not'; readonly of: Formula }
  | { readonly is: 'requirement'; readonly requirement: Requirement; readonly id: number }
  /** The rules differ by what kind of case it is, and this is the one. */
  | { readonly is: 'situation'; readonly of: Situation }
