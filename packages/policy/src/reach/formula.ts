import type { Layer } from '../evaluate/request.ts'

/** One thing about a request that is not known and that decides. */
export interface Requirement {
  readonly layer: Layer
  /** Label of the policy. */
  readonly policy: string
  readonly statement: number
  readonly sid: string | undefined
  /** A condition of the statement, or its resource when a variable of it is not known. */
  readonly part: 'condition' | 'resource'
  readonly operator: string | undefined
  /** The key that is not known, as written. */
  readonly key: string
  /** The values of the policy, as written. */
  readonly wanted: readonly string[]
}

/** What must hold of the unknown part of a request. Never holds `true` or `false` within a larger formula. */
export type Formula =
  | { readonly is: 'true' }
  | { readonly is: 'false' }
  | { readonly is: 'all'; readonly of: readonly Formula[] }
  | { readonly is: 'any'; readonly of: readonly Formula[] }
  | { readonly is: 'not'; readonly of: Formula }
  | { readonly is: 'requirement'; readonly requirement: Requirement; readonly id: number }
