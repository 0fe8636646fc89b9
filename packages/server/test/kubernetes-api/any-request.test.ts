import fc from 'fast-check'
import { afterAll, beforeAll, test } from 'vitest'
import { isAnswer } from '../http/is-answer.ts'
import { oddText } from '../http/odd-text.ts'
import { type FacedServer, startFacedServer } from '../http/start-faced-server.ts'
import { eksToken, type MadeCluster, makeCluster } from './cluster-access.ts'

let faced: FacedServer
let cluster: MadeCluster

beforeAll(async () => {
  faced = await startFacedServer()
  cluster = await makeCluster(faced.server, 'shop')
})
afterAll(() => faced.close())

test('no request to a Kubernetes API makes the server fail', async () => {
  const segment = fc.oneof(
    fc.constantFrom(
      'api',
      'v1',
      'namespaces',
      'default',
      'pods',
      'serviceaccounts',
      'token',
      '__proto__',
      '',
      '%00',
      '..',
    ),
    oddText.map((text) => encodeURIComponent(text.toWellFormed()).slice(0, 500)),
  )
  const path = fc.oneof(
    fc.array(segment, { maxLength: 7 }).map((all) => `/${all.join('/')}`),
    fc.constantFrom(
      '/api/v1/namespaces',
      '/api/v1/namespaces/default/pods',
      '/api/v1/namespaces/default/serviceaccounts',
      '/api/v1/namespaces/default/serviceaccounts/default',
      '/api/v1/namespaces/default/serviceaccounts/default/token',
      '/api/v1/namespaces/default/pods/a',
    ),
  )
  const value = fc.oneof(
    oddText,
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom<unknown>(null, 1e308, [], {}),
  )
  const field = fc.constantFrom(
    'metadata',
    'spec',
    'name',
    'labels',
    'annotations',
    'kind',
    'apiVersion',
    'resourceVersion',
    'serviceAccountName',
    'nodeName',
    'audiences',
    'expirationSeconds',
    'boundObjectRef',
    '__proto__',
    'constructor',
  )
  const shallow = fc.dictionary(field, value)
  const body = fc.oneof(
    fc
      .tuple(
        fc.dictionary(field, fc.oneof(shallow, value)),
        fc.constantFrom<string | undefined>('a', 'default', undefined),
      )
      .map(([object, name]) =>
        JSON.stringify(name === undefined ? object : { ...object, metadata: { name } }),
      ),
    fc.json(),
    oddText,
  )
  const types = fc.constantFrom(
    'application/json',
    'application/merge-patch+json',
    'application/strategic-merge-patch+json',
    'text/plain',
  )
  const methods = fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD')
  const property = fc.asyncProperty(methods, path, types, body, async (method, below, type, text) => {
    const token = eksToken({
      credentials: faced.server.credentials,
      cluster: 'shop',
      time: faced.server.now(),
    })
    const headers = { authorization: `Bearer ${token}`, 'content-type': type }
    const at = `${new URL(cluster.endpoint).pathname}${below}`
    isAnswer(await faced.send({ method, path: at, headers, body: Buffer.from(text) }))
  })
  await fc.assert(property, { numRuns: 1000, interruptAfterTimeLimit: 20_000 })
})
