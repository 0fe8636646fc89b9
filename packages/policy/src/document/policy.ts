import type { PolicyKind } from './policy-kinds.ts'
import type { Span } from './span.ts'

/** A text of the policy and where it stands. Numbers and booleans are kept as they were written. */
export interface Term extends Span {
  readonly value: string
  readonly type: 'string' | 'number' | 'boolean'
  readonly path: readonly (string | number)[]
}

/** `Action` or `NotAction`, `Resource` or `NotResource`. */
export interface PatternElement extends Span {
  readonly negated: boolean
  readonly patterns: readonly Term[]
}

export type PrincipalType = 'AWS' | 'Service' | 'Federated' | 'CanonicalUser'

/** `Principal` or `NotPrincipal`. `"*"` alone is written as one entry of type AWS. */
export interface PrincipalElement extends Span {
  readonly negated: boolean
  readonly entries: readonly { readonly type: PrincipalType; readonly term: Term }[]
}

/** One line of a Condition block: an operator as written, a key and its values. */
export interface Condition extends Span {
  readonly operator: string
  readonly operatorSpan: Span
  readonly key: string
  readonly keySpan: Span
  readonly values: readonly Term[]
  readonly path: readonly (string | number)[]
}

export interface Statement extends Span {
  readonly index: number
  readonly path: readonly (string | number)[]
  readonly sid: string | undefined
  readonly effect: 'Allow' | 'Deny'
  readonly principal: PrincipalElement | undefined
  readonly action: PatternElement
  /** Absent in trust policies, where the role itself is meant. */
  readonly resource: PatternElement | undefined
  readonly conditions: readonly Condition[]
  /** The whole Condition block, also when it holds nothing. */
  readonly conditionBlock: Span | undefined
}

/** A policy that was read without error. Only {@link parsePolicy} makes one. */
export interface Policy {
  readonly kind: PolicyKind
  readonly text: string
  /** Absent in the text means 2008-10-17, where `${…}` is plain text. */
  readonly version: '2008-10-17' | '2012-10-17'
  readonly versionIsWritten: boolean
  readonly id: string | undefined
  readonly statements: readonly Statement[]
}
