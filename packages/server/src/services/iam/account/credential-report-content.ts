import { users } from '../../../records/user.ts'
import type { ServiceContext } from '../../service-context.ts'
import { latestUse } from '../last-use/latest-use.ts'
import { type CredentialReportRow, credentialReportRow } from './credential-report-row.ts'
import { findAccount } from './find-account.ts'

/** The report of an account as CSV: the root user, then all users by name, whatever its case. */
export async function credentialReportContent(context: ServiceContext): Promise<string> {
  const { account, partition, transaction } = context
  const { createdAt } = await findAccount(context)
  // Kept by name in lower case, and so they come.
  const all = await transaction.list(users, [account])
  const uses = await latestUse(
    all.flatMap(({ accessKeyIds }) => accessKeyIds),
    context,
  )
  const rows: CredentialReportRow[] = [credentialReportRow.root(account, partition, createdAt)]
  for (const user of all) rows.push(await credentialReportRow.user(user, uses, context))
  const { columns } = credentialReportRow
  return [columns, ...rows.map((row) => columns.map((column) => quoted(row[column])))]
    .map((cells) => cells.join(','))
    .join('\n')
}

/** A user's name and path may hold commas, a path also quotes. Source: RFC 4180. */
function quoted(cell: string): string {
  return /[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
