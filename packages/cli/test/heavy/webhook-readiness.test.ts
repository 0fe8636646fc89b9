import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FakeApiServer, fakeApiServer } from '../../../kubernetes/test/fake-api-server.ts'
import { podReview, variablesOf } from '../e2e/webhook-process.ts'
import { webhookWorld } from '../e2e/webhook-world.ts'

/** What the webhook waits for: the time before it stops, a cluster that answers. */
const { annotated, folder, role, soon, start } = webhookWorld()

it('says that it is not ready before it ends', async () => {
  const webhook = await start('--objects', folder(), '--stop-delay=10s')
  webhook.child.kill('SIGTERM')
  await soon(async () => expect((await webhook.ask('/readyz')).body).toContain('about to stop'))
  expect((await webhook.ask('/healthz')).status).toBe(200)
  expect((await webhook.ended).code).toBe(0)
})

describe('with a cluster', () => {
  let api: FakeApiServer
  const accounts = '/api/v1/serviceaccounts'
  beforeEach(async () => {
    api = await fakeApiServer()
  })
  afterEach(() => api.close())

  it('makes its certificate, is ready once it has read all, and tells of what is missing', async () => {
    api.put(accounts, annotated('reports'))
    const service = { name: 'pod-identity-webhook', namespace: 'eks' }
    api.put('/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations', {
      metadata: { name: 'pod-identity-webhook' },
      webhooks: [{ name: 'a', clientConfig: { service } }],
    })
    const patient = '--service-account-lookup-grace-period=5s'
    const webhook = await start('--kube-api', api.url, '--in-cluster=true', patient)
    await soon(async () => expect(await webhook.askMetrics('/readyz')).toBe('ok\n'))
    await soon(() =>
      expect(webhook.log()).toContainEqual(expect.objectContaining({ msg: expect.stringContaining('1.22') })),
    )
    const secret = api.get('/api/v1/secrets', 'eks', 'pod-identity-webhook') as {
      data: Record<string, string>
    }
    const ca = Buffer.from(secret.data['ca.crt'] ?? '', 'base64').toString()
    const ask = (name: string, more = {}) => webhook.ask('/mutate', podReview('shop', name, more), ca)
    expect(variablesOf(await ask('reports'))).toMatchObject({ AWS_ROLE_ARN: role('reports') })
    api.hush()
    api.put(accounts, annotated('young'))
    expect(variablesOf(await ask('young'))).toMatchObject({ AWS_ROLE_ARN: role('young') })
    await Promise.all([ask('nobody', { dryRun: true }), ask('nobody')])
    const made = () =>
      api.asked.filter((line) => line.startsWith('POST /apis/events.k8s.io/v1/namespaces/shop/events'))
    await soon(() => expect(made()).toHaveLength(1))
    expect(await webhook.askMetrics('/metrics')).toContain('pod_identity_webhook_missing_sa_count 1\n')
  })

  it('is not ready while the API server refuses, keeps alive, and counts pods all the same', async () => {
    api.refuse(403)
    const webhook = await start('--kube-api', api.url)
    const ready = await webhook.askMetrics('/readyz')
    expect(ready).toBe('there is no certificate yet\nservice-accounts was not read yet\n')
    expect(await webhook.askMetrics('/healthz')).toBe('ok\n')
    api.refuse(0)
    await soon(async () => expect(await webhook.askMetrics('/readyz')).toBe('ok\n'))
  })
})
