import type { CompiledPolicy } from '../compile/compiled-policy.ts'
import type { Layer } from './request.ts'

/** What settled a decision: a statement, the lack of one, or a rule of the service that no policy states. */
export type Basis =
  | 'statement'
  | 'no-statement'
  | 'root-user'
  | 'needs-no-permission'
  | 'root-assumes-no-role'

/** Whether a request is allowed, and by what. */
export interface Decision {
  readonly allowed: boolean
  readonly outcome: 'allowed' | 'explicit-deny' | 'implicit-deny'
  readonly basis: Basis
  /** The layer that decided; on an implicit deny, the first that lacks an allow. */
  readonly layer: Layer
  /** With `statement`, what decided; absent when the lack of a statement did. */
  readonly policy?: CompiledPolicy
  /** Index into the policy's statements. */
  readonly statement?: number
  readonly action: string
  readonly resource: string
}
