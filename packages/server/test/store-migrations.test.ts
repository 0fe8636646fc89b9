import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { roles } from '../src/records/role.ts'
import { users } from '../src/records/user.ts'
import { formatKey } from '../src/store/collection.ts'
import { migrations } from '../src/store/sqlite/migrations.ts'
import { SqliteStore } from '../src/store/sqlite/sqlite-store.ts'

const identities = {
  user: { type: 'IAMUser', principalId: 'AIDAANN' },
  session: {
    type: 'AssumedRole',
    principalId: 'AROAAPP:work',
    sessionContext: { sessionIssuer: { type: 'Role', principalId: 'AROAAPP' } },
  },
  nobody: { type: 'Unknown' },
}

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rolecall-migrations-'))
  file = join(folder, 'rolecall.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A file of an earlier form. */
function databaseOfForm(form: number): DatabaseSync {
  const database = new DatabaseSync(file)
  for (const migration of migrations.slice(0, form)) database.exec(migration)
  database.exec(`PRAGMA user_version = ${form}`)
  return database
}

test('a trail from before last uses were counted says who used what', async () => {
  const before = databaseOfForm(1)
  const insert = before.prepare(
    `INSERT INTO trail_event (account, region, time, id, name, source, category, read_only, resources, record)
     VALUES ('111122223333', 'us-east-1', 1000, ?, 'GetRole', 'iam.amazonaws.com', 'Management', 'true', '[]', ?)`,
  )
  for (const [id, userIdentity] of Object.entries(identities))
    insert.run(id, JSON.stringify({ userIdentity }))
  before.close()

  const store = new SqliteStore(file)
  const uses = await store.reader.lastUses(['AIDAANN', 'AROAAPP', 'AROAAPP:work', ''])
  expect(uses.map(({ principal, name }) => [principal, name]).sort()).toEqual([
    ['AIDAANN', 'GetRole'],
    ['AROAAPP', 'GetRole'],
  ])
  await store.close()
})

test('last uses that were not counted yet in a trail of before are there, and those that were stay', async () => {
  const before = databaseOfForm(3)
  const insert = before.prepare(
    `INSERT INTO trail_event (account, region, time, id, name, source, category, read_only, resources, record,
       principal_id, access_key_id)
     VALUES ('111122223333', ?, ?, ?, ?, 'iam.amazonaws.com', 'Management', 'true', '[]', '{}', ?, ?)`,
  )
  const events = [
    ['us-east-1', 5000, 'GetRole', 'AIDAANN', 'AKIAANN'],
    ['eu-west-1', 7000, 'GetRole', 'AIDAANN', 'ASIAANN'],
    ['us-east-1', 6000, 'GetRole', 'AIDAANN', 'AKIAANN'],
    ['us-east-1', 1000, 'GetUser', 'AIDAANN', null],
    ['us-east-1', 8000, 'GetUser', null, null],
  ] as const
  for (const [at, [region, time, name, principal, key]] of events.entries())
    insert.run(region, time, `event-${at}`, name, principal, key)
  before.exec(`
    UPDATE last_use_counted SET through = 1;
    INSERT INTO last_use VALUES ('AIDAANN', 'iam.amazonaws.com', 'GetUser', 'us-west-2', 4000),
      ('AKIAANN', 'iam.amazonaws.com', 'GetRole', 'us-east-1', 5000)`)
  before.close()

  const store = new SqliteStore(file)
  const uses = await store.reader.lastUses(['AIDAANN', 'AKIAANN', 'ASIAANN'])
  expect(uses.map(({ principal, name, region, time }) => [principal, name, region, time]).sort()).toEqual([
    ['AIDAANN', 'GetRole', 'eu-west-1', 7000],
    ['AIDAANN', 'GetUser', 'us-west-2', 4000],
    ['AKIAANN', 'GetRole', 'us-east-1', 6000],
  ])
  await store.close()
})

test('users from before there were groups are in none, and others stay in theirs', async () => {
  const before = databaseOfForm(2)
  const insert = before.prepare('INSERT INTO record (collection, key, value) VALUES (?, ?, ?)')
  const stored = [
    [users.name, 'ann', { name: 'ann' }],
    [users.name, 'bob', { name: 'bob', groups: ['readers'] }],
    ['iam.role', 'app', { name: 'app' }],
  ] as const
  for (const [collection, name, value] of stored)
    insert.run(collection, formatKey(['111122223333', name]), JSON.stringify(value))
  before.close()

  const store = new SqliteStore(file)
  const { reader } = store
  expect(await reader.get(users, ['111122223333', 'ann'])).toEqual({ name: 'ann', groups: [] })
  expect(await reader.get(users, ['111122223333', 'bob'])).toEqual({ name: 'bob', groups: ['readers'] })
  expect(await reader.get(roles, ['111122223333', 'app'])).toEqual({ name: 'app' })
  await store.close()
})
