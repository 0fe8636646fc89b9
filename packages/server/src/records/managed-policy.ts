import { collection } from '../store/collection.ts'
import type { Tags } from './tags.ts'

export interface ManagedPolicy {
  /** The owner: an account, or `aws`. */
  readonly account: string
  readonly name: string
  readonly path: string
  /** `ANPA…` */
  readonly id: string
  readonly arn: string
  readonly description?: string | undefined
  readonly createdAt: number
  readonly updatedAt: number
  readonly defaultVersionId: string
  /** Counts on after deletions, so that a version id is never given twice. */
  readonly newestVersion: number
  readonly versions: readonly PolicyVersion[]
  readonly tags: Tags
  /** `false` when AWS has taken it back: who has it keeps it, and nobody else gets it. */
  readonly isAttachable?: boolean | undefined
}

export interface PolicyVersion {
  /** `v1`, `v2` … */
  readonly id: string
  readonly document: string
  readonly createdAt: number
}

/** Names differ by more than case. */
export const managedPolicies = collection<ManagedPolicy, [account: string, lowerCaseName: string]>(
  'iam.managed-policy',
)
