import { collection } from '../store/collection.ts'
import type { Tags } from './tags.ts'

export interface InstanceProfile {
  readonly account: string
  readonly name: string
  readonly path: string
  /** `AIPA…` */
  readonly id: string
  readonly arn: string
  readonly createdAt: number
  /** The role's name in lower case; a profile holds one at most. */
  readonly role?: string | undefined
  readonly tags: Tags
}

/** Names differ by more than case. */
export const instanceProfiles = collection<InstanceProfile, [account: string, lowerCaseName: string]>(
  'iam.instance-profile',
)
