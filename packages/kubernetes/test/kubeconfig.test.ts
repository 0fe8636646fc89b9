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
