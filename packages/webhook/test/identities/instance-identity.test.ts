import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { instanceIdentity } from '../../src/identities/instance-identity.ts'

let document = ''
/** The metadata service, version 2: nothing without a token that was put first. */
const server = createServer((request, response) => {
  if (request.method === 'PUT' && request.url === '/latest/api/token') return response.end('token')
  if (request.headers['x-aws-ec2-metadata-token'] !== 'token') return response.writeHead(401).end()
  return response.end(document)
})
beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
})
afterAll(() => server.close())
const asked = (text: string) => {
  document = text
  return instanceIdentity(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 30_000)
}

it.each([
  ['eu-west-1', 'aws'],
  ['cn-north-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
])('of %s lies in %s', async (region, partition) => {
  const identity = await asked(JSON.stringify({ accountId: '111122223333', region }))
  expect(identity).toEqual({ account: '111122223333', partition })
})

it.each(['{}', '{"accountId":"1","region":"eu-west-1"}', 'x'])('refuses %j', async (text) => {
  await expect(asked(text)).rejects.toThrow()
})
