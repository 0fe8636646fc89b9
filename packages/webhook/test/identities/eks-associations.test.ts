import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { eksAssociations } from '../../src/identities/eks-associations.ts'

const all = Array.from({ length: 250 }, (_, at) => ({
  namespace: `ns-${at % 3}`,
  serviceAccount: `sa-${at}`,
}))
const asked: string[] = []

/** `ListPodIdentityAssociations` as EKS answers it: in pages, and for one if asked so. */
function answer(path: string): { status: number; body: unknown } {
  const url = new URL(path, 'http://eks')
  if (url.pathname !== '/clusters/shop/pod-identity-associations')
    return { status: 404, body: { message: 'No cluster found for name: other.' } }
  const query = Object.fromEntries(url.searchParams)
  const wanted = all.filter(
    (one) => !query['serviceAccount'] || one.serviceAccount === query['serviceAccount'],
  )
  const from = Number(query['nextToken'] ?? 0)
  const to = from + Number(query['maxResults'])
  return {
    status: 200,
    body: { associations: wanted.slice(from, to), ...(to < wanted.length ? { nextToken: String(to) } : {}) },
  }
}

const server = createServer((request, response) => {
  asked.push(request.url ?? '')
  const { status, body } = answer(request.url ?? '')
  const error = status === 200 ? {} : { 'x-amzn-errortype': 'ResourceNotFoundException' }
  response.writeHead(status, { 'content-type': 'application/json', ...error }).end(JSON.stringify(body))
})
beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) vi.stubEnv(name, undefined)
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAIOSFODNN7EXAMPLE')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret')
})
afterAll(() => {
  vi.unstubAllEnvs()
  server.close()
})
const opened = (clusterName: string) =>
  eksAssociations({
    clusterName,
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  })
const { signal } = new AbortController()

it('reads all pages', async () => {
  const list = await opened('shop')
  expect(await list(undefined, signal)).toEqual(all)
  expect(asked).toHaveLength(3)
})

it('asks for one', async () => {
  const list = await opened('shop')
  expect(await list({ namespace: 'ns-1', serviceAccount: 'sa-4' }, signal)).toEqual([all[4]])
  expect(asked.at(-1)).toContain('namespace=ns-1')
})

it('throws what EKS refuses', async () => {
  const list = await opened('other')
  await expect(list(undefined, signal)).rejects.toThrow('No cluster found')
})
