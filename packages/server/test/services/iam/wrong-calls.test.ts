import * as iam from '@aws-sdk/client-iam'
import { afterAll, beforeAll, expect } from 'vitest'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { wrongCalls } from '../wrong-calls.ts'
import { rows } from './wrong-calls.data.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

wrongCalls({ server: () => server, module: iam, client: 'IAMClient', callers: () => ({}) }, rows)
