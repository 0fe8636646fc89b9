import { DatabaseSync } from 'node:sqlite'
import { CreateUserCommand, IAMClient, ListUsersCommand } from '@aws-sdk/client-iam'
import { afterEach, expect, it, vi } from 'vitest'
import { startTestServer, type TestServer } from './start-test-server.ts'

/** Pages of a database; what is beyond is a full disk to SQLite, and the same failure. */
const unlimited = 1_000_000
const databases = new Set<DatabaseSync>()
const exec = DatabaseSync.prototype.exec
vi.spyOn(DatabaseSync.prototype, 'exec').mockImplementation(function (this: DatabaseSync, sql) {
  databases.add(this)
  return exec.call(this, sql)
})

let server: TestServer
afterEach(async () => {
  databases.clear()
  await server.close()
})

it('a full disk is one line and a probe that fails, and ends with another line', async () => {
  const told: [level: string, fields: object, message: string][] = []
  const write = (level: string) => (fields: object, message: string) =>
    void told.push([level, fields, message])
  server = await startTestServer({ log: { info: write('info'), warn: write('warn'), error: write('error') } })
  const [database] = databases
  const probe = async () => {
    const answer = await fetch(`${server.url}/_rolecall/ready`)
    return [answer.status, await answer.json()]
  }
  const iam = server.client(IAMClient)
  const failure = (number: number) =>
    iam.send(new CreateUserCommand({ UserName: `user-${number}` })).then(
      () => undefined,
      (error) => [error.name, error.$metadata.httpStatusCode],
    )
  expect(await probe()).toEqual([200, { status: 'ok' }])
  told.length = 0

  // A limit below what there is becomes what there is.
  database?.exec('PRAGMA max_page_count = 1')
  const failures: unknown[] = []
  for (let number = 0; number < 300 && failures.length < 3; number++) {
    const failed = await failure(number)
    if (failed) failures.push(failed)
  }
  expect(failures).toEqual(Array(3).fill(['InternalFailure', 500]))
  const full = { reason: `no space left in ${server.folder}` }
  expect(told).toEqual([['error', full, 'the store cannot be written, and calls fail']])
  expect(await probe()).toEqual([503, { status: 'unavailable', reason: 'no space left in the data folder' }])
  expect((await fetch(`${server.url}/_rolecall/health`)).status).toBe(200)

  database?.exec(`PRAGMA max_page_count = ${unlimited}`)
  expect(await probe()).toEqual([200, { status: 'ok' }])
  expect(told.slice(1)).toEqual([['info', {}, 'the store can be written again']])
  expect((await iam.send(new ListUsersCommand({}))).Users).not.toEqual([])
  expect(told).toHaveLength(2)
})
