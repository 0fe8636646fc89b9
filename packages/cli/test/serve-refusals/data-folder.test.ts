import { createCipheriv, randomBytes } from 'node:crypto'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, test } from 'vitest'
import { expectRefused, type Refused } from './expect-refused.ts'
import { usedDataFolder } from './used-data-folder.ts'

const folder = mkdtempSync(join(tmpdir(), 'rolecall-refusals-'))
const used = join(folder, 'used')
beforeAll(() => usedDataFolder(used))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The same each time: other noise may look like a page by accident. */
const noise = (size: number) =>
  createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16)).update(Buffer.alloc(size))
const overwrite = (file: string, at: number, bytes: Buffer) => {
  const content = readFileSync(file)
  bytes.copy(content, at)
  writeFileSync(file, content)
}
const pem = (name: string, text: string) => {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}
const setForm = (file: string, form: number) => {
  const database = new DatabaseSync(file)
  database.exec(`PRAGMA user_version = ${form}`)
  database.close()
}

const refused: readonly Refused[] = [
  {
    name: 'a file in place of the data folder',
    data: () => pem('a-file', 'x'),
    sentence: /^The data folder .*a-file cannot be used: EEXIST/,
  },
  {
    name: 'a data folder below a file',
    data: () => join(pem('b-file', 'x'), 'data'),
    sentence: /cannot be used: E(EXIST|NOTDIR)/,
  },
  {
    name: 'a data folder where none can be made',
    data: () => '/proc/rolecall',
    sentence: /^The data folder \/proc\/rolecall cannot be used: /,
  },
  {
    name: 'a newer database',
    spoil: (data) => setForm(join(data, 'rolecall.db'), 99),
    sentence:
      /rolecall\.db was written by a newer version of rolecall \(form 99; this version knows \d+\)\.$/,
  },
  {
    name: 'a database of noise',
    spoil: (data) => writeFileSync(join(data, 'rolecall.db'), noise(50_000)),
    sentence: /rolecall\.db cannot be used: file is not a database\.$/,
  },
  {
    name: 'half a database',
    spoil: (data) => truncateSync(join(data, 'rolecall.db'), 10_000),
    sentence: /cannot be used: (database disk image is malformed|disk I\/O error)\.$/,
  },
  {
    name: 'a database with noise in it',
    spoil: (data) =>
      overwrite(join(data, 'rolecall.db'), 4096, noise(statSync(join(data, 'rolecall.db')).size - 4096)),
    sentence: /cannot be used: database disk image is malformed\.$/,
  },
  {
    name: 'a folder in place of the database',
    spoil: (data) => {
      rmSync(join(data, 'rolecall.db'))
      mkdirSync(join(data, 'rolecall.db'))
    },
    sentence: /^The data folder .* cannot be used: EISDIR/,
  },
  {
    name: 'an empty master key',
    spoil: (data) => writeFileSync(join(data, 'master.key'), ''),
    sentence: /master\.key holds no master key\.$/,
  },
  {
    name: 'a master key of words',
    spoil: (data) => writeFileSync(join(data, 'master.key'), 'correct horse battery staple\n'),
    sentence: /master\.key, line 1: a master key is 32 bytes in base64\.$/,
  },
  {
    name: 'half a master key',
    spoil: (data) => truncateSync(join(data, 'master.key'), 20),
    sentence: /master\.key, line 1: a master key is 32 bytes in base64\.$/,
  },
  {
    name: "another folder's master key",
    spoil: (data) => writeFileSync(join(data, 'master.key'), `${randomBytes(32).toString('base64')}\n`),
    sentence: /master\.key does not open the secrets in .*: it is not their key\.$/,
  },
  {
    name: 'no master key',
    spoil: (data) => rmSync(join(data, 'master.key')),
    sentence: /master\.key is missing, and the secrets in .* need it\.$/,
  },
  {
    name: 'a folder in place of the master key',
    spoil: (data) => {
      rmSync(join(data, 'master.key'))
      mkdirSync(join(data, 'master.key'))
    },
    sentence: /^The data folder .* cannot be used: EISDIR/,
  },
  {
    name: 'half an import of AWS-managed policies',
    spoil: (data) => writeFileSync(join(data, 'managed-policies.json'), '{"Policies":['),
    sentence:
      /managed-policies\.json is no list of AWS-managed policies\. Run rolecall import managed-policies again, /,
  },
  {
    name: 'a folder in place of an import of AWS-managed policies',
    spoil: (data) => mkdirSync(join(data, 'managed-policies.json')),
    sentence: /^The data folder .* cannot be used: EISDIR/,
  },
  {
    name: 'another account',
    args: () => ['--account', '999999999999'],
    sentence: /^The data folder .* was made for account 111122223333, and not for 999999999999\.$/,
  },
]

test.concurrent.each(refused)('$name: one sentence, exit code 2, nothing changed', async (one) => {
  const data = one.data?.() ?? mkdtempSync(join(folder, 'data-'))
  if (!one.data) cpSync(used, data, { recursive: true })
  one.spoil?.(data)
  await expectRefused(data, one)
})
