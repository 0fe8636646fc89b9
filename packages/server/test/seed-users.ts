import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { newAccessKeyId, newUniqueId } from '@rolecall/core'
import { accessKeys } from '../src/records/access-key.ts'
import { users } from '../src/records/user.ts'
import { readMasterKeys } from '../src/secrets/master-key.ts'
import { vault } from '../src/secrets/vault.ts'
import { SqliteStore } from '../src/store/sqlite/sqlite-store.ts'
import type { Credentials } from './start-test-server.ts'

export interface SeededUser {
  readonly name: string
  /** Policies by name, documents as objects. */
  readonly inline?: Readonly<Record<string, object>>
  readonly attached?: readonly string[]
  readonly boundary?: string
  readonly tags?: Readonly<Record<string, string>>
  readonly key?: 'Active' | 'Inactive'
  /** Leaves the key and takes its user away. */
  readonly gone?: boolean
}

const account = '111122223333'
const random = (length: number) => randomBytes(length)

/**
 * Writes users and their access keys into a data folder, while no server uses it: no call of the server makes
 * users yet. Answers their credentials by name.
 */
export async function seedUsers(
  folder: string,
  seeded: readonly SeededUser[],
): Promise<Readonly<Record<string, Credentials>>> {
  mkdirSync(folder, { recursive: true })
  const store = new SqliteStore(join(folder, 'rolecall.db'))
  const secrets = vault(readMasterKeys(join(folder, 'master.key')))
  const credentials: Record<string, Credentials> = {}
  await store.transact(async (transaction) => {
    for (const { name, gone, inline = {}, attached = [], tags = {}, boundary, key = 'Active' } of seeded) {
      const id = newAccessKeyId('accessKey', account, random)
      const secret = random(30).toString('base64')
      credentials[name] = { accessKeyId: id, secretAccessKey: secret }
      await transaction.put(accessKeys, [id], {
        id,
        account,
        userName: name,
        status: key,
        createdAt: 0,
        sealedSecret: secrets.close(`access key ${id}`, secret),
      })
      if (gone) continue
      await transaction.put(users, [account, name.toLowerCase()], {
        account,
        name,
        path: '/',
        id: newUniqueId('user', random),
        arn: `arn:aws:iam::${account}:user/${name}`,
        createdAt: 0,
        boundary,
        tags,
        inline: Object.fromEntries(
          Object.entries(inline).map(([one, document]) => [one, JSON.stringify(document)]),
        ),
        attached,
        accessKeyIds: [id],
        groups: [],
      })
    }
  })
  await store.close()
  return credentials
}
