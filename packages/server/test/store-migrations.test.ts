import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
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

test('a trail from before last uses were counted says who used what', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-migrations-'))
  const file = join(folder, 'rolecall.db')
  const before = new DatabaseSync(file)
  before.exec(migrations[0] ?? '')
  before.exec('PRAGMA user_version = 1')
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
  rmSync(folder, { recursive: true })
})
