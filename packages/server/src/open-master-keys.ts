import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { accessKeys } from './records/access-key.ts'
import { accounts } from './records/account.ts'
import { type MasterKeys, readMasterKeys } from './secrets/master-key.ts'
import { vault } from './secrets/vault.ts'
import type { Reader } from './store/store.ts'
import { StoreUnusable } from './store/store-unusable.ts'
import { writeDurably } from './write-durably.ts'

/**
 * The master keys of a data folder: new ones before its first start, and afterwards those that opened it.
 * A folder that has lost its keys, or is another account's, is left as it is.
 *
 * @throws StoreUnusable
 */
export async function openMasterKeys(folder: string, account: string, reader: Reader): Promise<MasterKeys> {
  const file = join(folder, 'master.key')
  const present = await reader.list(accounts, [])
  if (present.length === 0) {
    if (!existsSync(file)) writeDurably(file, `${randomBytes(32).toString('base64')}\n`)
    return readMasterKeys(file)
  }
  if (!present.some(({ id }) => id === account)) {
    const ids = present.map(({ id }) => id).join(', ')
    throw new StoreUnusable(`The data folder ${folder} was made for account ${ids}, and not for ${account}.`)
  }
  if (!existsSync(file)) throw new StoreUnusable(`${file} is missing, and the secrets in ${folder} need it.`)
  const keys = readMasterKeys(file)
  for (const { id, sealedSecret } of await reader.list(accessKeys, [], { limit: 1 })) {
    try {
      vault(keys).open(`access key ${id}`, sealedSecret)
    } catch (cause) {
      throw new StoreUnusable(`${file} does not open the secrets in ${folder}: it is not their key.`, {
        cause,
      })
    }
  }
  return keys
}
