import type { CompiledCondition } from '../condition/compile-condition.ts'
import type { Policy, Statement } from '../document/policy.ts'
import type { PolicyKind } from '../document/policy-kinds.ts'
import type { Span } from '../document/span.ts'
import type { ActionMatcher } from '../match/compile-action.ts'
import type { ResourceMatcher } from '../match/compile-resource.ts'
import type { PrincipalMatcher } from '../principal/compile-principal.ts'
import type { PrincipalBinding } from '../principal/compile-principal-entry.ts'

/** One statement, ready to be asked. */
export interface CompiledStatement {
  readonly source: Statement
  readonly index: number
  readonly sid: string | undefined
  readonly effect: 'Allow' | 'Deny'
  /** Where it stands in the text of the policy. */
  readonly span: Span
  readonly principal: PrincipalMatcher | undefined
  readonly action: ActionMatcher
  /** Absent where the policy's own resource is meant. */
  readonly resource: ResourceMatcher | undefined
  readonly conditions: readonly CompiledCondition[]
}

/** A policy ready to be asked any number of times. It never changes and may be shared. */
export interface CompiledPolicy {
  /** How answers name it: an ARN, or such as `inline policy reports of role/reader`. */
  readonly label: string
  readonly kind: PolicyKind
  /** The text it was read from; spans point into it. */
  readonly text: string
  readonly source: Policy
  readonly binding: PrincipalBinding
  readonly statements: readonly CompiledStatement[]
  readonly allows: readonly CompiledStatement[]
  readonly denies: readonly CompiledStatement[]
}
