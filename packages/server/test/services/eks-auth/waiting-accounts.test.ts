import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import {
  type PodIdentityChanges,
  podIdentityChanges,
} from '../../../src/services/eks-auth/pod-identity-changes.ts'
import { SqliteStore } from '../../../src/store/sqlite/sqlite-store.ts'

const red = { account: '111122223333', id: 'red' }
const alsoRed = { account: '111122223333', id: 'also-red' }
const blue = { account: '444455556666', id: 'blue' }
const log = { info() {}, warn() {}, error() {} }

let folder: string
let store: SqliteStore
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rolecall-waiting-'))
  store = new SqliteStore(join(folder, 'rolecall.db'))
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

let changes: PodIdentityChanges
afterEach(() => changes.close())

async function start(mostWaiting: number) {
  changes = podIdentityChanges({ store, log, mostWaiting })
  const first = await changes.since(red, undefined, 0)
  return first?.cursor
}

test('an account that fills all places loses one to another, and gets no more', async () => {
  const cursor = await start(3)
  const ended: string[] = []
  const wait = (name: string, cluster: typeof red) =>
    changes.since(cluster, cursor, 50_000).then((told) => {
      ended.push(name)
      return told
    })
  const oldest = wait('oldest', red)
  const others = [wait('second', alsoRed), wait('third', red)]
  expect(await changes.since(red, cursor, 50_000)).toBeUndefined()
  expect(await changes.since(alsoRed, cursor, 50_000)).toBeUndefined()
  const neighbour = wait('neighbour', blue)
  expect(await oldest).toMatchObject({ cursor, isComplete: true, changes: [] })
  expect(ended).toEqual(['oldest'])
  changes.close()
  await Promise.all([...others, neighbour])
  expect(ended).toHaveLength(4)
})

test('who asks without waiting is always answered', async () => {
  const cursor = await start(1)
  const waiting = changes.since(red, cursor, 50_000)
  expect(await changes.since(red, cursor, 0)).toMatchObject({ isComplete: true })
  changes.close()
  await waiting
})
