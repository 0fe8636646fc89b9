import { collection } from '../store/collection.ts'
import type { Tags } from './tags.ts'

export interface User {
  readonly account: string
  readonly name: string
  readonly path: string
  /** `AIDA…` */
  readonly id: string
  readonly arn: string
  readonly createdAt: number
  readonly boundary?: string | undefined
  readonly tags: Tags
  readonly inline: Readonly<Record<string, string>>
  readonly attached: readonly string[]
  readonly accessKeyIds: readonly string[]
  /** Names in lower case of the groups of the account that the user is in, in the order they were added. */
  readonly groups: readonly string[]
}

/** Names differ by more than case. */
export const users = collection<User, [account: string, lowerCaseName: string]>('iam.user')
