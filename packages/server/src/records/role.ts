import { collection } from '../store/collection.ts'
import type { Tags } from './tags.ts'

export interface Role {
  readonly account: string
  readonly name: string
  readonly path: string
  /** `AROA…`, never given twice: sessions and saved principals are bound to it. */
  readonly id: string
  readonly arn: string
  /** Milliseconds since the epoch. */
  readonly createdAt: number
  readonly description?: string | undefined
  readonly maxSessionDuration: number
  readonly trust: TrustPolicy
  /** ARN of a managed policy. */
  readonly boundary?: string | undefined
  readonly tags: Tags
  /** Inline policies, documents by name. */
  readonly inline: Readonly<Record<string, string>>
  /** ARNs of managed policies, in the order they were attached. */
  readonly attached: readonly string[]
  readonly lastUsed?: { readonly at: number; readonly region: string } | undefined
}

export interface TrustPolicy {
  readonly document: string
  /** Unique ids of the principals it names, by ARN, as they were when it was saved. */
  readonly principalIds: Readonly<Record<string, string>>
}

/** Names differ by more than case. */
export const roles = collection<Role, [account: string, lowerCaseName: string]>('iam.role')
