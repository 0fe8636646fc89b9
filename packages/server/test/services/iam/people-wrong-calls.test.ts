import * as iam from '@aws-sdk/client-iam'
import { afterAll, beforeAll, expect } from 'vitest'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { wrongCalls } from '../wrong-calls.ts'
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

const rows = peopleWrongCalls.map(([call, input, code, status, text, source]) => ({
  call,
  input,
  code,
  status,
  text,
  source,
}))
wrongCalls({ server: () => server, module: iam, client: 'IAMClient', callers: () => ({}) }, rows)
