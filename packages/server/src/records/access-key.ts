import { collection } from '../store/collection.ts'

export interface AccessKey {
  readonly id: string
  readonly account: string
  readonly userName: string
  readonly status: 'Active' | 'Inactive'
  readonly createdAt: number
  /** Opens in the vault at `access key ID`. */
  readonly sealedSecret: string
}

/** By id alone: that is all a signature names. */
export const accessKeys = collection<AccessKey, [id: string]>('iam.access-key')
