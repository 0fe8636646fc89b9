import { collection } from '../store/collection.ts'

/** An account's latest report of its users' credentials. */
export interface CredentialReport {
  readonly createdAt: number
  /** CSV. */
  readonly content: string
}

export const credentialReports = collection<CredentialReport, [account: string]>('iam.credential-report')
