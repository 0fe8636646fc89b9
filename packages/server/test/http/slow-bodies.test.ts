import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { exchangeBytes, readResponse } from '../raw-request.ts'
import { startTestServer, type TestServer } from '../start-test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())
afterEach(() => void vi.useRealTimers())

const scope = (service: string) =>
  `authorization: AWS4-HMAC-SHA256 Credential=AKIA/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`
const sentence =
  'Your socket connection to the server was not read from or written to within the timeout period.'

const rows: readonly (readonly [
  name: string,
  path: string,
  header: string,
  code: string,
  message: string,
])[] = [
  ['the Query services', '/', scope('iam'), '<Code>RequestTimeout</Code>', sentence],
  ['the REST services', '/clusters', scope('eks'), '"x-amzn-errortype":"RequestTimeout"', sentence],
  [
    'the Kubernetes APIs',
    `/kubernetes/${'0'.repeat(32)}/api/v1/namespaces`,
    'accept: application/json',
    '"code":408',
    'the body of the request did not come in time',
  ],
]

it.each(rows)(
  '%s tell who sends a body without end why they hang up',
  async (_, path, header, code, message) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { host } = new URL(server.url)
    const head = `POST ${path} HTTP/1.1\r\nhost: ${host}\r\n${header}\r\ncontent-length: 100\r\n\r\n`
    let isOver = false
    const answer = exchangeBytes(server.url, Buffer.from(`${head}Action=`)).finally(() => {
      isOver = true
    })
    while (!isOver) {
      await vi.advanceTimersByTimeAsync(1000)
      await sleep(5)
    }
    const { status, headers, body } = readResponse(await answer)
    expect([status, headers['connection']]).toEqual([408, 'close'])
    expect(JSON.stringify(headers) + body).toContain(code)
    expect(body).toContain(message)
    expect(server.errors).toEqual([])
  },
)
