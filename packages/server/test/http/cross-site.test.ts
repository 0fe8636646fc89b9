import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../start-test-server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer({ auth: 'off' })
})
afterAll(() => server.close())

// Where no signature is asked for, any page that the developer visits could make these calls.
test.each<[string, Record<string, string>, number]>([
  ['a program', {}, 200],
  ['a page of the server itself', { 'sec-fetch-site': 'same-origin' }, 200],
  ['a page of another site', { 'sec-fetch-site': 'cross-site' }, 403],
  ['a page of a neighbour', { 'sec-fetch-site': 'same-site' }, 403],
  ['a page that says where it is from', { origin: 'https://evil.example' }, 403],
  ['a page without an origin', { origin: 'null' }, 403],
])('without authentication, an unsigned call of %s', async (_name, headers, status) => {
  const response = await fetch(server.url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: 'Action=ListRoles&Version=2010-05-08',
  })
  await response.text()
  expect(response.status).toBe(status)
})
