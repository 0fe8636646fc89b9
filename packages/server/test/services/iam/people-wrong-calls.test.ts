import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { send } from './iam-steps.ts'
import { admin, enable, newDevice } from './people.ts'
import { peopleWrongCalls } from './people-wrong-calls.data.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  for (const UserName of ['ann', 'ben']) await admin(server, 'CreateUser', { UserName })
  await admin(server, 'CreateLoginProfile', { UserName: 'ann', Password: 'Correct-horse' })
  await enable(server, 'ann', await newDevice(server, 'ann'))
  await newDevice(server, 'spare')
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

for (const [call, input, code, status, text] of peopleWrongCalls) {
  test(`${call} ${JSON.stringify(input).slice(0, 90)}`, async () => {
    expect((await send(server, { call, input })).fault).toEqual([code, status, text])
  })
}
