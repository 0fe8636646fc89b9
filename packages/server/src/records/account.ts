import { collection } from '../store/collection.ts'
import type { Tags } from './tags.ts'

export interface Account {
  /** Twelve digits. */
  readonly id: string
  readonly name: string
  /** Milliseconds since the epoch. */
  readonly createdAt: number
  readonly alias?: string | undefined
  /** Which kind of tokens the global endpoint of STS is to give; 1 when nobody said. */
  readonly globalEndpointTokenVersion?: 1 | 2 | undefined
  /** Of its root user; the account an installation starts with has none. */
  readonly email?: string | undefined
  /** A closed account stays, so that its id and its email are given to nobody else; who is in it cannot call. */
  readonly closedAt?: number | undefined
  /** Absent for an account that is in no organization. */
  readonly membership?: Membership | undefined
}

export interface Membership {
  readonly organizationId: string
  /** Id of the root or organizational unit it is in. */
  readonly parentId: string
  readonly joinedAt: number
  /** AWS says of the account that made the organization that it was invited. */
  readonly joinedMethod: 'CREATED' | 'INVITED'
  /** Ids of the policies attached to the account itself, in the order they were attached. */
  readonly attached: readonly string[]
  readonly tags: Tags
}

/** The accounts of this installation: others do not exist for it. */
export const accounts = collection<Account, [id: string]>('iam.account')
