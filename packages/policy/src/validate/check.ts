import type { Finding } from '../document/finding.ts'
import type { Policy } from '../document/policy.ts'
import type { PolicyKind } from '../document/policy-kinds.ts'
import type { Span } from '../document/span.ts'
import type { KnownServices } from './known-services.ts'
import type { ResourcePolicyType } from './resource-policy-types.data.ts'

/** Something in the text with its place. */
export interface Place extends Span {
  readonly path: readonly (string | number)[]
}

/** What is known beside the text. */
export interface Known {
  readonly services: KnownServices | undefined
  /** What a resource policy is attached to. */
  readonly attachedTo: ResourcePolicyType | undefined
}

/** One finding of Access Analyzer and how it is found. */
export interface Check {
  readonly code: string
  readonly severity: Finding['severity']
  /** Kinds of policy it is about; all unless given. */
  readonly kinds?: readonly PolicyKind[]
  readonly find: (policy: Policy, say: (message: string, at: Place) => void, known: Known) => void
}
