import { randomBytes, X509Certificate } from 'node:crypto'
import { connect } from '@rolecall/kubernetes'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type FakeApiServer, fakeApiServer } from '../../../kubernetes/test/fake-api-server.ts'
import { caBundle } from '../../src/certificates/ca-bundle.ts'
import type { Certificate } from '../../src/certificates/certificate.ts'
import { issueCertificate } from '../../src/certificates/issue-certificate.ts'
import { secretCertificates } from '../../src/certificates/secret-certificates.ts'

const service = { name: 'pod-identity-webhook', namespace: 'eks' }
const host = 'pod-identity-webhook.eks.svc'
const secrets = '/api/v1/secrets'
const configurations = '/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations'
const day = 24 * 60 * 60 * 1000

let api: FakeApiServer
let stop: AbortController
let now: number
beforeEach(async () => {
  api = await fakeApiServer()
  stop = new AbortController()
  now = Date.now()
  const hook = (name: string, called: string) => ({
    name,
    clientConfig: { service: { name: called, namespace: 'eks' }, caBundle: 'before' },
  })
  api.put(configurations, {
    metadata: { name: 'hooks' },
    webhooks: [hook('other', 'other'), hook('ours', service.name)],
  })
})
afterEach(async () => {
  stop.abort()
  await api.close()
})

async function replica() {
  const connection = await connect({ server: api.url, token: 'secret' })
  const used: Certificate[] = []
  const failures: string[] = []
  const certificates = secretCertificates(
    {
      connection,
      secret: 'tls',
      service,
      publish: caBundle({ connection, configuration: 'hooks', service }),
      clock: () => now,
      random: randomBytes,
      every: 10,
      settle: 60_000,
    },
    {
      use: (certificate) => void used.push(certificate),
      failed: (error) => void failures.push(error.message),
      signal: stop.signal,
    },
  )
  return { certificates, used, failures, cert: () => certificates.current()?.cert ?? '' }
}

type Hooks = { webhooks: { clientConfig: { caBundle: string } }[] }
const bundles = () =>
  (api.get(configurations, '', 'hooks') as unknown as Hooks).webhooks.map(
    ({ clientConfig }) => clientConfig.caBundle,
  )
/** Whether an API server that believes what is published believes this certificate. */
const believed = (cert: string) =>
  (
    Buffer.from(bundles()[1] ?? '', 'base64')
      .toString()
      .match(/-----BEGIN[^-]+-----[^-]+-----END[^-]+-----/g) ?? []
  ).some((ca) => new X509Certificate(cert).verify(new X509Certificate(ca).publicKey))
const held = () => (api.get(secrets, 'eks', 'tls') as { data: Record<string, string> }).data
const soon = (check: () => void) => vi.waitFor(check, { timeout: 30_000, interval: 10 })

it('is made by one of several replicas, and believed by the API server', async () => {
  const replicas = await Promise.all([replica(), replica(), replica()])
  await soon(() => expect(replicas.every(({ cert }) => cert() !== '')).toBe(true))
  await soon(() => expect(bundles()[1]).not.toBe('before'))
  expect(new Set(replicas.map(({ cert }) => cert())).size).toBe(1)
  expect(new X509Certificate(replicas[0]?.cert() ?? '').checkHost(host)).toBe(host)
  expect(believed(replicas[0]?.cert() ?? '')).toBe(true)
  expect(bundles()[0]).toBe('before')
  expect(Object.keys(held()).sort()).toEqual(['ca.crt', 'tls.crt', 'tls.key'])
})

it('is renewed well before its end, and believed at every moment', async () => {
  const replicas = await Promise.all([replica(), replica()])
  await soon(() => expect(replicas.every(({ cert }) => cert() !== '')).toBe(true))
  const first = replicas[0]?.cert() ?? ''
  await soon(() => expect(believed(first)).toBe(true))
  now += 250 * day
  await soon(() => expect(held()['next.crt']).toBeDefined())
  const next = Buffer.from(held()['next.crt'] ?? '', 'base64').toString()
  await soon(() => expect([believed(first), believed(next)]).toEqual([true, true]))
  // Both have seen both authorities published many times, and still it is the first until a minute is over.
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(replicas.map(({ cert }) => cert())).toEqual([first, first])
  now += 61_000
  await soon(() => expect(replicas.map(({ cert }) => cert())).toEqual([next, next]))
  expect([believed(first), believed(next)]).toEqual([true, true])
  await soon(() => expect(held()['next.crt']).toBeUndefined())
})

it('tells the authority again when somebody takes it out', async () => {
  const one = await replica()
  await soon(() => expect(one.cert() !== '' && believed(one.cert())).toBe(true))
  const hooks = structuredClone(api.get(configurations, '', 'hooks')) as never as Hooks
  for (const { clientConfig } of hooks.webhooks) clientConfig.caBundle = ''
  api.put(configurations, hooks as never)
  await soon(() => expect(believed(one.cert())).toBe(true))
  expect(bundles()[0]).toBe('')
})

it('is not put in force next while the API server cannot be told of it', async () => {
  const one = await replica()
  await soon(() => expect(one.cert() !== '' && believed(one.cert())).toBe(true))
  const first = one.cert()
  api.remove(configurations, '', 'hooks')
  now += 250 * day
  await soon(() => expect(one.failures).toContain('NotFound 404'))
  await new Promise((resolve) => setTimeout(resolve, 100))
  now += day
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(one.cert()).toBe(first)
})

it.each([
  ['works and is of others', [host], 0, true],
  ['is for another name', ['other.eks.svc'], 0, false],
  ['has ended', [host], 400 * day, false],
])('of a Secret that %s: it is kept, or made anew', async (_, names, age, kept) => {
  const { certificate } = issueCertificate({ names, now: now - age, random: randomBytes })
  const encoded = (text: string) => Buffer.from(text).toString('base64')
  const data = { 'tls.crt': encoded(certificate.cert), 'tls.key': encoded(certificate.key) }
  api.put(secrets, { metadata: { name: 'tls', namespace: 'eks' }, data })
  const one = await replica()
  await soon(() => expect(one.cert()).not.toBe(''))
  expect(one.cert() === certificate.cert).toBe(kept)
  expect(api.asked.some((line) => line.startsWith('PUT'))).toBe(!kept)
})

it('fills a Secret that was made empty for it', async () => {
  api.put(secrets, { metadata: { name: 'tls', namespace: 'eks' }, type: 'Opaque' })
  const one = await replica()
  await soon(() => expect(one.cert()).not.toBe(''))
  expect(api.get(secrets, 'eks', 'tls')).toMatchObject({ type: 'Opaque' })
})

it('leaves a Secret that holds something else as it is', async () => {
  const data = { password: Buffer.from('secret').toString('base64') }
  api.put(secrets, { metadata: { name: 'tls', namespace: 'eks' }, type: 'Opaque', data })
  const one = await replica()
  await soon(() => expect(one.failures.join()).toMatch(/holds something else \(password\)/))
  expect(api.get(secrets, 'eks', 'tls')).toMatchObject({ data })
})
