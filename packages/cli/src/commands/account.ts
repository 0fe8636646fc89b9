import { type AccountOptions, accountOptions } from '../account/account-options.ts'
import { createAccount } from '../account/create-account.ts'
import { listAccounts } from '../account/list-accounts.ts'
import { command } from '../command.ts'
import { Refusal } from '../refusal.ts'
import type { Terminal } from '../terminal.ts'

type Action = (options: AccountOptions, names: readonly string[], terminal: Terminal) => Promise<void>

const actions: Readonly<Record<string, Action>> = { create: createAccount, list: listAccounts }

export const account = command<AccountOptions>({
  description:
    'Makes and lists the accounts of an organization. create NAME makes one with Organizations, and in it the user ' +
    '"administrator" with AdministratorAccess, whose access key goes into the credentials file as a profile called ' +
    'NAME. One that was interrupted goes on where it was. Exit code: 0 done, 2 refused, denied or usage.',
  options: accountOptions,
  operands: '[create-or-list-and-name...]',
  examples: [
    {
      line: 'rolecall account create payments --email payments@example.com --create-organization',
      text: 'the first one: the account that asks becomes the management account',
    },
    {
      line: 'rolecall account create staging --email staging@example.com --ou ou-ab12-cd34ef56',
      text: 'in an organizational unit',
    },
    { line: 'rolecall account list', text: 'all of them' },
  ],
  async run(options, [action = '', ...names], terminal) {
    const known = Object.hasOwn(actions, action) ? actions[action] : undefined
    if (!known) throw new Refusal('what? Say rolecall account create NAME --email EMAIL, or account list')
    await known(options, names, terminal)
    return 0
  },
})
