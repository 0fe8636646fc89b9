import { collection } from '../store/collection.ts'

export interface PolicyImport {
  /** SHA-256 of the file, in hexadecimal. */
  readonly digest: string
  readonly at: number
}

/** The file of AWS-managed policies that was taken in last. */
export const policyImports = collection<PolicyImport, ['last']>('iam.policy-import')
