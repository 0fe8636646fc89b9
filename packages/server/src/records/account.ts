import { collection } from '../store/collection.ts'

export interface Account {
  /** Twelve digits. */
  readonly id: string
  readonly name: string
  /** Milliseconds since the epoch. */
  readonly createdAt: number
  readonly alias?: string | undefined
  /** Which kind of tokens the global endpoint of STS is to give; 1 when nobody said. */
  readonly globalEndpointTokenVersion?: 1 | 2 | undefined
}

/** The accounts of this installation: others do not exist for it. */
export const accounts = collection<Account, [id: string]>('iam.account')
