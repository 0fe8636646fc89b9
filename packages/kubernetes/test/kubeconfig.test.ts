import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { kubernetesApi } from '../src/index.ts'

const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))))

async function kubeconfig(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rolecall-test-'))
  folders.push(folder)
  const path = join(folder, 'config')
  await writeFile(path, text)
  return path
}

it('reads address and token of the current context', async () => {
  const server = createServer((request, response) =>
    response.end(JSON.stringify({ metadata: { name: request.headers.authorization } })),
  ).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const path = await kubeconfig(`
apiVersion: v1
kind: Config
current-context: shop
contexts: [{ name: shop, context: { cluster: shop, user: me } }]
clusters: [{ name: shop, cluster: { server: "http://127.0.0.1:${port}" } }]
users: [{ name: me, user: { token: from-the-file } }]
`)
  const api = await kubernetesApi({ kubeconfig: path })
  expect(await api.namespaces.get('shop')).toEqual({ metadata: { name: 'Bearer from-the-file' } })
  server.close()
})

it.each([
  ['/nowhere/config', /cannot be read/],
  ['current-context: none', /names no cluster/],
  ['{', /cannot be read/],
])('says what is wrong with %j', async (text, words) => {
  const path = text.startsWith('/') ? text : await kubeconfig(text)
  await expect(kubernetesApi({ kubeconfig: path })).rejects.toThrow(words)
})

it('takes another context when told to, and tells the authority that the file holds', async () => {
  const path = await kubeconfig(`
apiVersion: v1
kind: Config
current-context: shop
contexts: [{ name: shop, context: { cluster: shop, user: me } }, { name: edge, context: { cluster: edge, user: me } }]
clusters:
  - { name: shop, cluster: { server: "https://shop.example" } }
  - { name: edge, cluster: { server: "https://edge.example/", certificate-authority-data: cGVt } }
users: [{ name: me, user: { token: from-the-file } }]
`)
  expect(await kubernetesApi({ kubeconfig: path })).toMatchObject({
    server: 'https://shop.example',
    ca: undefined,
  })
  expect(await kubernetesApi({ kubeconfig: path, context: 'edge' })).toMatchObject({
    server: 'https://edge.example',
    ca: 'pem',
  })
  await expect(kubernetesApi({ kubeconfig: path, context: 'none' })).rejects.toThrow(/has no context none/)
})

it('says so when the authority is a file that is not there', async () => {
  const path = await kubeconfig(`
current-context: shop
contexts: [{ name: shop, context: { cluster: shop, user: me } }]
clusters: [{ name: shop, cluster: { server: "https://shop.example", certificate-authority: nowhere.pem } }]
users: [{ name: me, user: {} }]
`)
  await expect(kubernetesApi({ kubeconfig: path })).rejects.toThrow(/names a file: .*nowhere\.pem/)
})

it('reads what lies beyond objects, whatever type it is of', async () => {
  const server = createServer((request, response) => {
    const isTaken = /jwk-set|\*\/\*/.test(request.headers.accept ?? '')
    response.writeHead(isTaken ? 200 : 406, { 'content-type': 'application/jwk-set+json' })
    response.end(JSON.stringify({ path: request.url }))
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const api = await kubernetesApi({ server: `http://127.0.0.1:${port}`, token: 'me' })
  expect(await api.raw('/openid/v1/jwks')).toEqual({ path: '/openid/v1/jwks' })
  server.close()
})
