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
  /** Names in lower case of the instance profiles it is in. Absent before it was in any. */
  readonly instanceProfiles?: readonly string[] | undefined
  /** The service that a service-linked role belongs to, such as `eks.amazonaws.com`: nobody else changes it. */
  readonly linkedService?: string | undefined
}

export interface TrustPolicy {
  readonly document: string
  /** Unique ids of the principals it names, by ARN, as they were when it was saved. */
  readonly principalIds: Readonly<Record<string, string>>
}

/** Names differ by more than case. */
export const roles = collection<Role, [account: string, lowerCaseName: string]>('iam.role')
