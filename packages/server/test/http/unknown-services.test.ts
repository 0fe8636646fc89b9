import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../start-test-server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

interface Row {
  readonly client: string
  readonly service: string
  readonly path?: string
  readonly type?: string
  /** Of the answer, as the clients of its protocol read it. */
  readonly answered: string
  readonly text: RegExp
}

const json = (member: string) =>
  new RegExp(`^\\{.*"${member}":"This server has no service called \\\\"[a-z-]+\\\\"\\."`)

const rows: readonly Row[] = [
  {
    client: 'a Query service',
    service: 'ec2',
    type: 'application/x-www-form-urlencoded; charset=utf-8',
    answered: 'text/xml',
    text: /<Code>UnknownService<\/Code>/,
  },
  {
    client: 'a JSON 1.1 service',
    service: 'kms',
    type: 'application/x-amz-json-1.1',
    answered: 'application/x-amz-json-1.1',
    text: json('[mM]essage'),
  },
  {
    client: 'a JSON 1.0 service',
    service: 'states',
    type: 'Application/X-Amz-Json-1.0',
    answered: 'application/x-amz-json-1.0',
    text: json('[mM]essage'),
  },
  {
    client: 'a REST service that sends JSON',
    service: 'lambda',
    path: '/2015-03-31/functions',
    type: 'application/json',
    answered: 'application/json',
    text: json('[mM]essage'),
  },
  {
    client: 'a REST service that sends no body',
    service: 'lambda',
    path: '/2015-03-31/functions',
    answered: 'application/json',
    text: json('[mM]essage'),
  },
  { client: 'nobody known', service: 'x', type: '__proto__', answered: 'text/xml', text: /UnknownService/ },
]

test.each(rows)('the client of $client can read that it is not here', async (row) => {
  const { service, path = '/', type, answered, text } = row
  const scope = `Credential=AKIAEXAMPLE/20260101/us-east-1/${service}/aws4_request`
  const authorization = `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=${'0'.repeat(64)}`
  const headers = { authorization, ...(type === undefined ? {} : { 'content-type': type }) }
  const body = type === undefined ? null : Buffer.from('{}')
  const answer = await fetch(`${server.url}${path}`, { method: 'POST', headers, body })
  expect([answer.status, answer.headers.get('content-type')?.split(';')[0]]).toEqual([400, answered])
  expect(await answer.text()).toMatch(text)
})
