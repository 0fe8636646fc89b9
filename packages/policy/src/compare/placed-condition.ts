import type { CompiledCondition } from '../condition/compile-condition.ts'

/** A condition, and what its statement and policy make of it. */
export interface PlacedCondition {
  readonly compiled: CompiledCondition
  readonly effect: 'Allow' | 'Deny'
  readonly version: '2008-10-17' | '2012-10-17'
}
