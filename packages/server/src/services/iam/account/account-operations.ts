import type { Operation } from '../../operation.ts'
import { createAccountAlias } from './create-account-alias.ts'
import { deleteAccountAlias } from './delete-account-alias.ts'
import { generateCredentialReport } from './generate-credential-report.ts'
import { getAccountAuthorizationDetails } from './get-account-authorization-details.ts'
import { getAccountSummary } from './get-account-summary.ts'
import { getCredentialReport } from './get-credential-report.ts'
import { listAccountAliases } from './list-account-aliases.ts'
import { setSecurityTokenServicePreferences } from './set-security-token-service-preferences.ts'

/** Operations on the account as a whole. */
export const accountOperations: readonly Operation[] = [
  createAccountAlias,
  deleteAccountAlias,
  generateCredentialReport,
  getAccountAuthorizationDetails,
  getAccountSummary,
  getCredentialReport,
  listAccountAliases,
  setSecurityTokenServicePreferences,
]
