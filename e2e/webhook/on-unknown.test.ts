import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { eventOf } from '../../packages/webhook/src/telling/event-of.ts'
import { onControlPlane } from '../on-control-plane.ts'
import { askWebhook } from './ask-webhook.ts'
import { type InstalledWebhook, installWebhook } from './install-webhook.ts'

interface Told {
  readonly type: string
  readonly reason: string
  readonly note: string
  readonly regarding: { readonly kind: string; readonly name: string }
}

onControlPlane('pods whose role cannot be found out', (controlPlane) => {
  let webhook: InstalledWebhook
  beforeAll(async () => {
    const shop = fileURLToPath(new URL('shop.yaml', import.meta.url))
    expect(await controlPlane().kubectl(['apply', '-f', shop])).toMatchObject({ code: 0, errors: '' })
    webhook = await installWebhook(controlPlane())
    await askWebhook(controlPlane(), 'Ignore')
  })
  afterAll(() => webhook?.stop())

  const pod = (name: string, serviceAccountName: string) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'shop' },
    spec: { serviceAccountName, containers: [{ name: 'main', image: 'main' }] },
  })
  const create = (name: string, serviceAccount: string) =>
    controlPlane().kubectl(['create', '-f', '-'], pod(name, serviceAccount))
  async function hasToken(name: string): Promise<boolean> {
    const { spec } = await controlPlane().api.pods('shop').get(name)
    return spec?.volumes?.some((volume) => volume.name === 'aws-iam-token') ?? false
  }
  async function eventsAbout(name: string): Promise<Told[]> {
    const line = 'get events.v1.events.k8s.io -n shop -o json'
    const { output } = await controlPlane().kubectl(line.split(' '))
    const { items } = JSON.parse(output) as { items: Told[] }
    return items.filter(({ regarding }) => regarding.name === name)
  }
  async function outcomes(result: string, allowed: boolean): Promise<number> {
    const labels = `result="${result}",allowed="${allowed}",dry_run="false"`
    const line = new RegExp(`^rolecall_webhook_outcomes_total\\{${labels}\\} (\\d+)`, 'm')
    return Number(line.exec(await webhook.metrics())?.[1] ?? 0)
  }
  /** What its ClusterRole lets the webhook do with ServiceAccounts, which is the first rule of the manifests. */
  async function mayReadServiceAccounts(verbs: readonly string[]) {
    const patch = JSON.stringify([{ op: 'replace', path: '/rules/0/verbs', value: verbs }])
    const line = ['patch', 'clusterrole', 'rolecall-webhook', '--type=json', '-p', patch]
    expect(await controlPlane().kubectl(line)).toMatchObject({ code: 0 })
    // A kube-apiserver learns of it by a watch.
    const who = '--as=system:serviceaccount:rolecall:rolecall-webhook'
    const may = async () =>
      (await controlPlane().kubectl(['auth', 'can-i', 'list', 'serviceaccounts', '-A', who])).output.trim()
    const wanted = verbs.includes('list') ? 'yes' : 'no'
    await vi.waitFor(async () => expect(await may()).toBe(wanted), { timeout: 60_000, interval: 100 })
  }

  test('an Event about a namespace, for pods of which nothing can be read, is taken by the API server', async () => {
    const outcome = {
      result: 'unreadable',
      allowed: true,
      namespace: 'shop',
      pod: '',
      serviceAccount: '',
      dryRun: false,
    } as const
    const event = eventOf({ outcome, pods: 1 }, 'me', Date.now())
    expect(await controlPlane().kubectl(['create', '-f', '-'], event)).toMatchObject({ code: 0, errors: '' })
    expect(await eventsAbout('shop')).toMatchObject([
      { type: 'Warning', reason: 'PodUnreadable', regarding: { kind: 'Namespace', name: 'shop' } },
    ])
  })

  describe.each([
    ['admit', true, true],
    ['wait', false, true],
    ['deny', false, false],
  ] as const)('--on-unknown %s', (mode, admitsUnknown, admitsMistaken) => {
    beforeAll(async () => {
      await webhook.stop()
      await mayReadServiceAccounts(['create'])
      const flags = [`--on-unknown=${mode}`, '--service-account-lookup-grace-period=3s']
      await webhook.start(flags, 'alive')
    })

    test('it is not ready while it may not read ServiceAccounts, and says so', async () => {
      await expect.poll(() => webhook.readiness()).toBe('503 service-accounts was not read yet')
    })

    test(`meanwhile a pod is ${admitsUnknown ? 'let through' : 'refused'}, which leaves an Event and a count`, async () => {
      const name = `early-${mode}`
      const { code, errors } = await create(name, 'reports')
      expect(code).toBe(admitsUnknown ? 0 : 1)
      if (admitsUnknown) expect(await hasToken(name)).toBe(false)
      expect(errors).toContain(
        admitsUnknown
          ? 'Warning: rolecall: the pod gets no AWS role; ServiceAccount shop/reports is not known'
          : 'denied the request: ServiceAccount shop/reports is not known',
      )
      await expect
        .poll(() => eventsAbout(name))
        .toMatchObject([{ type: 'Warning', reason: 'RoleUnknown', regarding: { kind: 'Pod', name } }])
      expect(await outcomes('unknown', admitsUnknown)).toBe(1)
    })

    test('it is ready as soon as it may, and the pod has its role', async () => {
      await mayReadServiceAccounts(['get', 'list', 'watch'])
      await expect.poll(() => webhook.readiness(), { timeout: 60_000 }).toBe('200 ok')
      const name = `again-${mode}`
      expect(await create(name, 'reports')).toMatchObject({ code: 0, errors: '' })
      expect(await hasToken(name)).toBe(true)
    })

    test(`a pod whose role is no ARN is ${admitsMistaken ? 'let through, as by the stock webhook' : 'refused'}`, async () => {
      const name = `mistaken-${mode}`
      const { code, errors } = await create(name, 'mistaken')
      expect(code).toBe(admitsMistaken ? 0 : 1)
      expect(errors).toContain(
        admitsMistaken
          ? 'Warning: rolecall: ServiceAccount: its role-arn is no ARN of a role'
          : 'the role-arn of ServiceAccount shop/mistaken is no ARN of a role',
      )
      const told = [
        { type: 'Warning', reason: 'RolePartlyInjected', note: expect.stringContaining('is no ARN') },
      ]
      await expect.poll(() => eventsAbout(name)).toMatchObject(told)
      expect(await outcomes('partial', admitsMistaken)).toBe(1)
    })

    test('thirty pods, each made right behind its ServiceAccount, have their roles', async () => {
      const { api } = controlPlane()
      const names = Array.from({ length: 30 }, (_, index) => `late-${mode}-${index}`)
      for (const name of names) {
        const annotations = { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/late' }
        await api.serviceAccounts('shop').create({ metadata: { name, annotations } })
        await api.pods('shop').create(pod(name, name))
      }
      const have = await Promise.all(names.map(hasToken))
      expect(names.filter((_, index) => !have[index])).toEqual([])
    })
  })
})
