import { connect } from '@rolecall/kubernetes'
import { afterEach, beforeEach, expect, it } from 'vitest'
import {
  type FakeApiServer,
  type FakeObject,
  fakeApiServer,
} from '../../../kubernetes/test/fake-api-server.ts'
import { mutatePod, stockSettings, type Wiring } from '../../src/index.ts'
import { reportMissedPods } from '../../src/missed/report-missed-pods.ts'
import { createEvent } from '../../src/telling/create-event.ts'
import { webhookMetrics } from '../../src/telling/webhook-metrics.ts'
import { testReport } from '../test-report.ts'

const times = { regionalSts: false, expirationSeconds: 3600 }
const irsa: Wiring = {
  method: 'irsa',
  roleArn: 'arn:aws:iam::111122223333:role/reports',
  audience: 'sts.amazonaws.com',
  ...times,
}
const wirings: Readonly<Record<string, Wiring>> = {
  reports: irsa,
  agent: { method: 'pod-identity', ...times },
}
const podsAt = '/api/v1/pods'
const configurationsAt = '/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations'
const skipLabel = 'eks.amazonaws.com/skip-pod-identity-webhook'

let api: FakeApiServer
let stop: AbortController
beforeEach(async () => {
  api = await fakeApiServer()
  stop = new AbortController()
})
afterEach(async () => {
  stop.abort()
  await api.close()
})

interface PodWords {
  readonly name?: string
  readonly namespace?: string
  readonly serviceAccountName?: string
  readonly metadata?: object
  readonly spec?: object
}

function pod({
  name = 'web',
  namespace = 'shop',
  serviceAccountName = 'reports',
  metadata,
  spec,
}: PodWords = {}) {
  return {
    metadata: { name, namespace, uid: `uid-${namespace}-${name}`, ...metadata },
    spec: { serviceAccountName, containers: [{ name: 'main', image: 'main' }], ...spec },
  }
}

/** What one replica has counted, written into its log and reported. */
async function replica(region?: string) {
  const metrics = webhookMetrics()
  const report = testReport()
  const lines: string[] = []
  const line = (details: object, text: string) => void lines.push(`${text} ${JSON.stringify(details)}`)
  const connection = await connect({ server: api.url, token: 'secret' })
  const round = reportMissedPods({
    connection,
    configuration: 'hook',
    namespace: 'rolecall',
    wiringOf: async (_, serviceAccount) => {
      if (serviceAccount === 'gone') return { known: false, because: 'it is gone' }
      const wiring = wirings[serviceAccount]
      return wiring ? { known: true, wiring } : { known: true }
    },
    settings: { ...stockSettings, ...(region ? { region } : {}) },
    create: createEvent(connection),
    metrics,
    report,
    log: { debug: line, info: line, warn: line, error: line },
    instance: 'me',
    clock: Date.now,
    signal: stop.signal,
  })
  const count = async (name: string) => {
    const { text } = await metrics.page()
    return text.split('\n').filter((one) => one.startsWith(`${name}{`))
  }
  return {
    round,
    lines,
    report,
    missed: () => count('rolecall_webhook_pods_without_role'),
    events: () => count('rolecall_webhook_events_total'),
  }
}
const counted = (first: number, second = 0) => [
  `rolecall_webhook_pods_without_role{method="irsa"} ${first}`,
  `rolecall_webhook_pods_without_role{method="pod-identity"} ${second}`,
]
const eventOn = (name: string, namespace = 'shop') =>
  api.get('/apis/events.k8s.io/v1/events', namespace, `rolecall-role-missing-uid-${namespace}-${name}`)
const written = () => api.asked.filter((line) => line.startsWith('POST '))

it('tells of a pod once, by an Event and a line, and counts it until it is gone', async () => {
  api.put(podsAt, pod())
  api.put(podsAt, pod({ name: 'other', serviceAccountName: 'agent' }))
  const { round, lines, missed } = await replica()
  await round()
  await round()
  expect(await missed()).toEqual(counted(1, 1))
  expect(written()).toHaveLength(2)
  expect(eventOn('web')).toMatchObject({
    type: 'Warning',
    reason: 'RoleMissing',
    regarding: { kind: 'Pod', namespace: 'shop', name: 'web', uid: 'uid-shop-web' },
    note: expect.stringMatching(
      /^ServiceAccount reports .* made before, or while the webhook was away. Restart it$/,
    ),
  })
  expect(lines.filter((line) => line.startsWith('a pod has no role'))).toHaveLength(2)
  api.remove(podsAt, 'shop', 'web')
  await round()
  expect(await missed()).toEqual(counted(0, 1))
})

const mutated = () => {
  const plain = pod()
  const { patch } = mutatePod(plain, irsa, stockSettings)
  const [volumes, env, mounts] = ['/spec/volumes', '/env', '/volumeMounts'].map(
    (end) => patch.find(({ path }) => path.endsWith(end))?.value,
  )
  return pod({ spec: { volumes, containers: [{ name: 'main', env, volumeMounts: mounts }] } })
}

it.each<[string, FakeObject]>([
  ['was mutated', mutated()],
  ['has a ServiceAccount without a role', pod({ serviceAccountName: 'plain' })],
  ['has a ServiceAccount that is gone', pod({ serviceAccountName: 'gone' })],
  ['opted out by its label', pod({ metadata: { labels: { [skipLabel]: 'x' } } })],
  [
    'opted out for every container',
    pod({ metadata: { annotations: { 'eks.amazonaws.com/skip-containers': 'main' } } }),
  ],
  ['is about to go', pod({ metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' } })],
  ['is one of the webhook itself', pod({ namespace: 'rolecall' })],
  ['mirrors a static pod', pod({ serviceAccountName: '' })],
  [
    'names a role itself',
    pod({
      spec: {
        containers: [
          {
            name: 'main',
            env: [
              { name: 'AWS_ROLE_ARN', value: 'own' },
              { name: 'AWS_WEB_IDENTITY_TOKEN_FILE', value: '/own' },
            ],
          },
        ],
      },
    }),
  ],
  ['is nothing that can be read', pod({ spec: { containers: 'many' } })],
])('tells nothing of a pod that %s', async (_, object) => {
  api.put(podsAt, object)
  // A region that came to the flags later is not worth a restart.
  const { round, missed, report } = await replica('eu-central-1')
  await round()
  expect(await missed()).toEqual(counted(0))
  expect(written()).toEqual([])
  expect(report.told).toEqual([])
})

it('tells of a pod of which one container came in without', async () => {
  const { metadata, spec } = mutated()
  const sidecar = { name: 'sidecar', image: 'sidecar' }
  api.put(podsAt, { metadata, spec: { ...spec, containers: [...spec.containers, sidecar] } })
  const { round, missed } = await replica()
  await round()
  expect(await missed()).toEqual(counted(1))
})

it('asks for pods in pages, and not for those that have ended', async () => {
  for (let at = 0; at < 501; at += 1) api.put(podsAt, pod({ name: `web-${at}` }))
  const { round, missed } = await replica()
  await round()
  expect(await missed()).toEqual(counted(501))
  const lists = api.asked.filter((line) => line.startsWith(`GET ${podsAt}`))
  expect(lists).toHaveLength(2)
  for (const line of lists) {
    const query = new URLSearchParams(line.split('?')[1])
    expect(query.get('fieldSelector')).toBe('status.phase!=Succeeded,status.phase!=Failed')
  }
  // The last one is told of in the next round.
  expect(written()).toHaveLength(500)
  await round()
  expect(written()).toHaveLength(501)
})

it('lets one of two replicas write, and both count', async () => {
  api.put(podsAt, pod())
  const [one, other] = [await replica(), await replica()]
  await Promise.all([one.round(), other.round()])
  await other.round()
  const all = [...(await one.events()), ...(await other.events())]
  expect(
    all
      .filter((line) => line.includes('written'))
      .map((line) => line.at(-1))
      .sort(),
  ).toEqual(['0', '1'])
  expect(all.filter((line) => line.includes('failed')).map((line) => line.at(-1))).toEqual(['0', '0'])
  expect([await one.missed(), await other.missed()]).toEqual([counted(1), counted(1)])
})

const notIn = (values: readonly string[]) => ({
  key: 'kubernetes.io/metadata.name',
  operator: 'NotIn',
  values,
})

it.each([
  ['by name', { matchExpressions: [notIn(['kube-system'])] }, ['rolecall', 'shop']],
  ['by label', { matchLabels: { roles: 'yes' } }, ['shop']],
  ['by label and name', { matchLabels: { roles: 'yes' }, matchExpressions: [notIn(['shop'])] }, []],
  ['not at all', undefined, ['kube-system', 'rolecall', 'shop']],
])('looks at the namespaces that its configuration selects %s', async (_, namespaceSelector, expected) => {
  api.put(configurationsAt, { metadata: { name: 'hook' }, webhooks: [{ name: 'a', namespaceSelector }] })
  api.put('/api/v1/namespaces', { metadata: { name: 'shop', labels: { roles: 'yes' } } } as FakeObject)
  const all = ['kube-system', 'rolecall', 'shop']
  for (const namespace of all) api.put(podsAt, pod({ namespace }))
  const { round, missed, lines } = await replica()
  await round()
  expect(await missed()).toEqual(counted(expected.length))
  expect(all.filter((namespace) => eventOn('web', namespace))).toEqual(expected)
  expect(lines.filter((line) => line.startsWith('which namespaces'))).toEqual([])
})

it('without the right to list pods says so once, and counts nothing', async () => {
  const { round, missed, lines, report } = await replica()
  await round()
  expect(await missed()).toEqual(counted(0))
  api.refuse(403)
  await round()
  await round()
  expect(await missed()).toEqual([])
  expect(lines.filter((line) => line.startsWith('it may not list pods'))).toHaveLength(1)
  expect(report.told).toEqual([])
})

it('keeps its count while the API server is away', async () => {
  api.put(podsAt, pod())
  const { round, missed, report } = await replica()
  await round()
  api.refuse(500)
  await round()
  expect(await missed()).toEqual(counted(1))
  expect(report.told).toEqual(['pods: Refused 500'])
})
