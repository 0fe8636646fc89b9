import { awsAccess } from '../aws/aws-access.ts'
import { Refusal } from '../refusal.ts'
import type { Terminal } from '../terminal.ts'
import type { AccountOptions } from './account-options.ts'
import { allAccounts } from './all-accounts.ts'

/** `rolecall account list` */
export async function listAccounts(
  options: AccountOptions,
  names: readonly string[],
  terminal: Terminal,
): Promise<void> {
  if (names.length > 0) throw new Refusal('account list takes no name: it lists all of them')
  const client = await awsAccess(options).organizations()
  const accounts = await terminal.during('listing accounts', allAccounts(client))
  const rows = accounts.map(({ Id = '', Status = '', Name = '', Email = '' }) => [Id, Status, Name, Email])
  const widths = [0, 1, 2].map((at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
  for (const row of rows) {
    terminal.say(
      row
        .map((text, at) => text.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
  }
  terminal.answer({
    accounts: accounts.map(({ Id, Status, Name, Email, JoinedTimestamp }) => ({
      id: Id,
      status: Status,
      name: Name,
      email: Email,
      joined: JoinedTimestamp?.toISOString(),
    })),
  })
}
