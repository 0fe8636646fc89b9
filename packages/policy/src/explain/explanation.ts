import type { CompiledPolicy } from '../compile/compiled-policy.ts'
import type { ContextValue } from '../context/request-context.ts'
import type { Span } from '../document/span.ts'
import type { Decision } from '../evaluate/decision.ts'
import type { Layer } from '../evaluate/request.ts'
import type { Change } from './change.ts'

/** A decision with everything that led to it, as data that can be printed or sent as JSON. */
export interface Explanation {
  /** The same answer that {@link decide} gives. */
  readonly decision: Decision
  /** One line of plain English. */
  readonly sentence: string
  readonly crossAccount: boolean
  /** Every layer that was handed in, in the order in which they are asked. */
  readonly layers: readonly LayerExplanation[]
  /** On an implicit deny, the Allow that came closest in the layer that lacks one. */
  readonly nearest: Nearest | undefined
  /** The smallest change of policies found that turns the answer round; worked out when first read. */
  readonly change: Change | undefined
}

export interface LayerExplanation {
  readonly layer: Layer
  /** For organization policies: the level, counted from the root. */
  readonly level: number | undefined
  /** `not consulted` when a policy of this layer cannot speak about this caller. */
  readonly verdict: 'allows' | 'denies' | 'silent' | 'not consulted'
  readonly policies: readonly PolicyExplanation[]
}

export interface PolicyExplanation {
  readonly policy: CompiledPolicy
  readonly statements: readonly StatementExplanation[]
}

export interface StatementExplanation {
  readonly index: number
  readonly sid: string | undefined
  readonly effect: 'Allow' | 'Deny'
  readonly span: Span
  readonly applies: boolean
  /** Absent where the kind of policy has no Principal. */
  readonly principal: PartExplanation | undefined
  readonly action: PartExplanation
  /** Absent where the policy's own resource is meant. */
  readonly resource: PartExplanation | undefined
  readonly conditions: readonly ConditionExplanation[]
}

export interface PartExplanation {
  readonly matches: boolean
  /** The value of the element that names what was asked for, if any does. */
  readonly named: string | undefined
  /** Of a resource that is not named: a pattern cannot be read, or a variable in one has no value. */
  readonly doubt?: 'unreadable' | 'unresolved' | undefined
}

export interface ConditionExplanation {
  readonly operator: string
  readonly key: string
  /** The values of the policy, as written. */
  readonly wanted: readonly string[]
  /** What the request says; `undefined` when the key is absent. */
  readonly seen: ContextValue | undefined
  readonly holds: boolean
  /** Why the condition cannot be judged, as written or on this request, if so; it then counts against the caller. */
  readonly unreadable: string | undefined
  readonly span: Span
}

/** A statement that would have allowed, and what of it did not fit. */
export interface Nearest {
  readonly layer: Layer
  readonly policy: CompiledPolicy
  readonly statement: number
  readonly misses: readonly Miss[]
}

export type Miss =
  | { readonly part: 'principal' | 'action' }
  | { readonly part: 'resource'; readonly doubt: PartExplanation['doubt'] }
  | { readonly part: 'condition'; readonly condition: ConditionExplanation; readonly index: number }
