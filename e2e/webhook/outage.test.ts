import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { onControlPlane } from '../on-control-plane.ts'
import { askWebhook } from './ask-webhook.ts'
import { createPods } from './create-pods.ts'
import { type InstalledWebhook, installWebhook } from './install-webhook.ts'
import { whatAuditSays } from './what-audit-says.ts'

const perSecond = 100

onControlPlane('a webhook that ends and comes back while pods are created', (controlPlane) => {
  let webhook: InstalledWebhook
  beforeAll(async () => {
    webhook = await installWebhook(controlPlane(), ['--missed-pods-interval=2s'])
  })
  afterAll(() => webhook?.stop())

  /** When it was away, in milliseconds since the epoch. */
  let away: { from: number; to: number }[]
  beforeEach(() => {
    away = []
  })

  /** Killed, and ended in order, each with some seconds of work before and after. */
  async function endAndComeBack() {
    await sleep(2000)
    for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
      const from = Date.now()
      await webhook.stop(signal)
      await sleep(1000)
      await webhook.start()
      away.push({ from, to: Date.now() })
      await sleep(2000)
    }
  }

  async function pods(namespace: string) {
    const stored = await controlPlane().api.pods(namespace).list()
    const recorded = () =>
      controlPlane()
        .auditEvents()
        .filter(
          ({ objectRef, responseStatus }) => objectRef.namespace === namespace && responseStatus.code === 201,
        )
    // A record is written after the answer.
    await expect.poll(() => recorded().length).toBeGreaterThanOrEqual(stored.length)
    const events = recorded()
    return stored.map(({ metadata, spec }) => {
      const name = metadata?.name ?? ''
      const event = events.find(({ objectRef }) => objectRef.name === name)
      const hasToken = spec?.volumes?.some((volume) => volume.name === 'aws-iam-token') ?? false
      return { name, hasToken, event, says: event === undefined ? 'not asked' : whatAuditSays(event) }
    })
  }

  async function namespaceFor(name: string) {
    await controlPlane().makeNamespace(name)
    await controlPlane()
      .api.serviceAccounts(name)
      .create({
        metadata: {
          name: 'reports',
          annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/reports' },
        },
      })
    return { namespace: name, serviceAccount: 'reports', perSecond }
  }

  test('under failurePolicy Ignore: every pod has its role, or was let through while the webhook was away', async () => {
    const { api } = controlPlane()
    await askWebhook(controlPlane(), 'Ignore')
    const { names, refusals } = await createPods(api, await namespaceFor('ignore'), endAndComeBack)
    expect(refusals).toEqual([])

    const stored = await pods('ignore')
    expect(stored.map(({ name }) => name).sort()).toEqual([...names].sort())
    const missed = stored.filter(({ hasToken }) => !hasToken)
    console.log(`${names.length} pods in all, ${missed.length} of them while the webhook was away`)
    expect(missed.length).toBeGreaterThan(0)
    expect(missed.length).toBeLessThan(names.length)
    expect(stored.filter(({ hasToken, says }) => says !== (hasToken ? 'mutated' : 'missed'))).toEqual([])
    const whileThere = missed.filter(({ event }) => {
      const received = Date.parse(event?.requestReceivedTimestamp ?? '')
      const ended = Date.parse(event?.stageTimestamp ?? '')
      return !away.some(({ from, to }) => ended >= from && received <= to)
    })
    expect(whileThere).toEqual([])
    expect(await failedOpen()).toBe(missed.length)

    const told = async () => (await eventsOn('ignore')).map(({ regarding }) => regarding.name).sort()
    await expect
      .poll(told, { timeout: 60_000, interval: 1000 })
      .toEqual(missed.map(({ name }) => name).sort())
    for (const event of await eventsOn('ignore')) expect(event).toMatchObject(missing)
    await expect.poll(withoutRole).toBe(missed.length)

    // Who has made them anew is no longer counted, and a pod that has ended needs no role.
    const [again = '', ended = ''] = missed.map(({ name }) => name)
    await api.pods('ignore').delete(again, { gracePeriodSeconds: 0 })
    await end(ended)
    await expect.poll(withoutRole, { timeout: 30_000 }).toBe(missed.length - 2)
    expect(await told()).toHaveLength(missed.length)
  }, 240_000)

  test('under failurePolicy Fail: none is missed, and whoever creates them tries again', async () => {
    const { api } = controlPlane()
    await askWebhook(controlPlane(), 'Fail')
    const { names, refusals } = await createPods(api, await namespaceFor('fail'), endAndComeBack)
    expect(refusals.length).toBeGreaterThan(0)
    for (const { message } of refusals) expect(message).toContain('failed calling webhook')
    expect(await eventsOn('fail')).toEqual([])

    const stored = await pods('fail')
    console.log(`${names.length} pods in all, after ${refusals.length} refusals`)
    expect(stored.map(({ name }) => name).sort()).toEqual([...names].sort())
    expect(stored.filter(({ hasToken, says }) => !hasToken || says !== 'mutated')).toEqual([])
  }, 240_000)

  const missing = {
    type: 'Warning',
    reason: 'RoleMissing',
    reportingController: 'rolecall.io/webhook',
    regarding: { kind: 'Pod' },
    note: expect.stringContaining('while the webhook was away. Restart it'),
  }
  async function eventsOn(namespace: string): Promise<{ readonly regarding: { readonly name: string } }[]> {
    const { output } = await controlPlane().kubectl([
      'get',
      'events.v1.events.k8s.io',
      ...['-n', namespace, '-o', 'json'],
    ])
    return JSON.parse(output).items
  }
  async function withoutRole(): Promise<number> {
    const line = /^rolecall_webhook_pods_without_role\{method="irsa"\} (\d+)$/m
    return Number(line.exec(await webhook.metrics())?.[1] ?? Number.NaN)
  }
  /** As a kubelet would say. */
  async function end(pod: string) {
    const patch = JSON.stringify({ status: { phase: 'Succeeded' } })
    const line = ['patch', 'pod', pod, '-n', 'ignore', '--subresource=status', '--type=merge', '-p', patch]
    expect(await controlPlane().kubectl(line)).toMatchObject({ code: 0 })
  }

  /** As the kube-apiserver counts for whoever watches it. */
  async function failedOpen(): Promise<number> {
    const { output } = await controlPlane().kubectl(['get', '--raw', '/metrics'])
    const lines = output.matchAll(/^apiserver_admission_webhook_fail_open_count\{.*\} (\d+)$/gm)
    return [...lines].reduce((sum, [, count]) => sum + Number(count), 0)
  }
})
