import { join } from 'node:path'
import { formatArn, newAccessKeyId, newUniqueId, partitionOf, type Randomness } from '@rolecall/core'
import { accessKeys } from './records/access-key.ts'
import { accounts } from './records/account.ts'
import { policyAttachments } from './records/policy-attachment.ts'
import { users } from './records/user.ts'
import type { Vault } from './secrets/vault.ts'
import type { Store } from './store/store.ts'
import { writeDurably } from './write-durably.ts'

interface FirstStart {
  readonly store: Store
  readonly vault: Vault
  readonly random: Randomness
  readonly now: number
  readonly account: string
  readonly region: string
  readonly folder: string
}

const name = 'administrator'
const administratorAccess = 'arn:aws:iam::aws:policy/AdministratorAccess'

/**
 * Makes the account and its administrator, unless the store has the account already, and writes the
 * administrator's access key into `credentials` of the data folder. The file comes first: a start that is
 * cut off between the two begins anew and replaces it, while the other order could lose the only key.
 */
export async function firstStart({
  store,
  vault,
  random,
  now,
  account,
  region,
  folder,
}: FirstStart): Promise<void> {
  if (await store.reader.get(accounts, [account])) return
  const id = newAccessKeyId('accessKey', account, random)
  const secret = Buffer.from(random(30)).toString('base64')
  writeCredentials(join(folder, 'credentials'), id, secret)
  const partition = partitionOf(region)
  await store.transact(async (transaction) => {
    await transaction.put(accounts, [account], { id: account, name: account, createdAt: now })
    await transaction.put(users, [account, name], {
      account,
      name,
      path: '/',
      id: newUniqueId('user', random),
      arn: formatArn({ partition, service: 'iam', region: '', account, resource: `user/${name}` }),
      createdAt: now,
      tags: {},
      inline: {},
      attached: [administratorAccess],
      accessKeyIds: [id],
      groups: [],
    })
    await transaction.put(policyAttachments, [account, administratorAccess, 'permissions', 'User', name], {
      policyArn: administratorAccess,
      entity: 'User',
      name,
      use: 'permissions',
    })
    const sealedSecret = vault.close(`access key ${id}`, secret)
    await transaction.put(accessKeys, [id], {
      id,
      account,
      userName: name,
      status: 'Active',
      createdAt: now,
      sealedSecret,
    })
  })
}

/** An AWS shared credentials file with the profile `rolecall`. */
function writeCredentials(file: string, id: string, secret: string): void {
  writeDurably(file, `[rolecall]\naws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`)
}
