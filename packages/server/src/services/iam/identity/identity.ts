import type { Tags } from '../../../records/tags.ts'

/** What roles, users and groups have in common: a name, and the policies they hold. */
export interface Identity {
  readonly account: string
  readonly name: string
  readonly path: string
  readonly id: string
  readonly arn: string
  /** Inline policies, documents by name. */
  readonly inline: Readonly<Record<string, string>>
  /** ARNs of managed policies, in the order they were attached. */
  readonly attached: readonly string[]
  /** ARN of a managed policy; groups have none. */
  readonly boundary?: string | undefined
  /** Groups have none. */
  readonly tags?: Tags
}
