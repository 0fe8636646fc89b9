import type { Event } from '@rolecall/kubernetes'
import { afterEach, describe, expect, it } from 'vitest'
import { configMapIdentities } from '../../src/identities/config-map-identities.ts'
import { type IdentitySources, wiringOf } from '../../src/identities/wiring-of.ts'
import type { Fields, OnUnknown, Outcome } from '../../src/index.ts'
import { stockSettings } from '../../src/settings.ts'
import { eventWriter } from '../../src/telling/event-writer.ts'
import { tellOutcome } from '../../src/telling/tell-outcome.ts'
import { webhookMetrics } from '../../src/telling/webhook-metrics.ts'
import { plainPod, review } from '../review.ts'
import { startListener } from '../start-listener.ts'

let listener: Awaited<ReturnType<typeof startListener>> | undefined
afterEach(async () => {
  await listener?.close()
  listener = undefined
})

const role = 'arn:aws:iam::111122223333:role/reports'
const source = (name: string, synced: boolean) => ({
  name,
  synced: () => synced,
  size: () => 0,
  current: () => undefined,
})
const accounts = (found: Fields | string): IdentitySources => ({
  serviceAccounts: {
    ...source('service-accounts', true),
    annotations: () => [],
    find: async () =>
      typeof found === 'string' ? { because: found } : { annotations: found as Record<string, unknown> },
  },
})
const annotated = (arn: string) => accounts({ 'eks.amazonaws.com/role-arn': arn })
const plain = accounts({})
const configMap = (config: object | undefined): IdentitySources => {
  const identities = configMapIdentities(
    stockSettings,
    { failed() {}, read() {}, refused: () => {} },
    () => 1_750_000_000_000,
  )
  if (config) identities.update(JSON.stringify(config))
  return { ...plain, configMap: identities }
}
const podOf = (more: Fields) => ({ ...plainPod, spec: { ...(plainPod['spec'] as Fields), ...more } })

interface Miss {
  readonly sources: IdentitySources
  readonly pod?: unknown
  readonly result: Outcome['result']
  readonly reason: string
  /** What the Event is about. */
  readonly about?: string
  /** Who refuses. Nobody but they. */
  readonly refusedBy: readonly OnUnknown[]
  /** Whether who is let through is given what there is. */
  readonly isGiven?: boolean
}

const late = { result: 'unknown', reason: 'RoleUnknown', refusedBy: ['wait', 'deny'] } as const
const unreadable = { result: 'unreadable', reason: 'PodUnreadable', refusedBy: ['deny'] } as const
const wrong = { result: 'partial', reason: 'RolePartlyInjected', refusedBy: ['deny'] } as const

const misses: Readonly<Record<string, Miss>> = {
  'the ServiceAccounts are not read': { sources: accounts('service-accounts was not read yet'), ...late },
  'the ServiceAccount comes after the pod': { sources: accounts('there is none'), ...late },
  'the identities file is not read': {
    sources: {
      ...annotated(role),
      identitiesFile: { ...source('identities-file', false), has: () => false },
    },
    ...late,
  },
  'the associations are not read': {
    sources: {
      ...annotated(role),
      associations: { ...source('associations', false), has: () => false, ask: async () => undefined },
    },
    ...late,
  },
  'the ConfigMap is not read': { sources: configMap(undefined), ...late },
  'a source makes a mistake': {
    sources: {
      serviceAccounts: {
        ...accounts({}).serviceAccounts,
        find: () => Promise.reject(new Error('a bug')),
      },
    },
    ...late,
  },
  'the role of the annotation is none': { sources: annotated('reports'), ...wrong, isGiven: true },
  'the entry of the ConfigMap is wrong': {
    sources: configMap({ 'shop/reports': { RoleARN: 'reports' } }),
    ...wrong,
  },
  'the entry of the ConfigMap for its namespaces is wrong': {
    sources: configMap({ 'sh*/reports': { RoleARN: role, Audience: 7 } }),
    ...wrong,
  },
  'the entry of the ConfigMap is wrong, and one for more namespaces is right': {
    sources: configMap({ '*/reports': { RoleARN: role }, 'shop/reports': { RoleARN: 'reports' } }),
    ...wrong,
  },
  'the entry of the ConfigMap for its namespaces is wrong, and one for more is right': {
    sources: configMap({ 's*/reports': { RoleARN: role }, 'sh*/reports': { RoleARN: 'reports' } }),
    ...wrong,
  },
  'the volumes of the pod are no list': {
    sources: annotated(role),
    pod: podOf({ volumes: 'none' }),
    ...unreadable,
  },
  'the containers of the pod are none': {
    sources: annotated(role),
    pod: podOf({ containers: [7] }),
    ...unreadable,
  },
  'the pod has no spec': {
    sources: annotated(role),
    pod: { ...plainPod, spec: 7 },
    ...unreadable,
    about: 'ServiceAccount default',
  },
  'the ServiceAccount of the pod has no name': {
    sources: annotated(role),
    pod: podOf({ serviceAccountName: '../x' }),
    ...unreadable,
    about: 'Namespace shop',
  },
  'the same of a pod that has a name': {
    sources: annotated(role),
    pod: { ...podOf({ serviceAccountName: '../x' }), metadata: { name: 'reports-0' } },
    ...unreadable,
    about: 'Pod reports-0',
  },
  'the pod is none': {
    sources: annotated(role),
    pod: 'a pod',
    ...unreadable,
    about: 'ServiceAccount default',
  },
}

describe.each(Object.entries(misses))('where %s', (_name, miss) => {
  const { sources, pod = plainPod, result, reason, refusedBy, isGiven = false } = miss
  it.each(['admit', 'wait', 'deny'] as const)(
    '%s decides, and leaves one count and one Event',
    async (mode) => {
      const metrics = webhookMetrics()
      const events: Event[] = []
      const silent = () => {}
      const log = { debug: silent, info: silent, warn: silent, error: silent }
      const event = eventWriter({
        create: async (one) => void events.push(one),
        count: metrics.event,
        failed: silent,
        instance: 'me',
        clock: Date.now,
      })
      listener = await startListener({
        wiringOf: wiringOf(sources, stockSettings),
        tell: tellOutcome(metrics, log, event),
        onUnknown: mode,
        log,
      })
      const isRefused = refusedBy.includes(mode)
      const { response } = JSON.parse((await listener.send(JSON.stringify(review(pod)))).text)
      expect(response.allowed).toBe(!isRefused)
      // Who makes the pod is told, one way or the other.
      expect(isRefused ? response.status.message : response.warnings.join()).toMatch(/role|ServiceAccount/)
      expect(response.patch !== undefined).toBe(!isRefused && isGiven)

      const { text } = await metrics.page()
      const counts = text.split('\n').filter((line) => line.startsWith('rolecall_webhook_outcomes_total{'))
      expect(counts).toEqual([
        `rolecall_webhook_outcomes_total{result="${result}",allowed="${!isRefused}",dry_run="false"} 1`,
      ])
      expect(text).toContain('rolecall_webhook_events_total{result="written"} 1\n')
      const about = events.map(({ regarding }) => `${regarding?.kind} ${regarding?.name}`)
      expect(about).toEqual([miss.about ?? 'ServiceAccount reports'])
      expect(events).toMatchObject([
        { reason, action: isRefused ? 'Deny' : 'Admit', metadata: { namespace: 'shop' } },
      ])
    },
  )
})

it('a right entry of the ConfigMap is not kept from a pod by a wrong one for its namespaces', async () => {
  const config = { '*/reports': { RoleARN: 'x' }, 'shop/reports': { RoleARN: role } }
  const lookup = await wiringOf(configMap(config), stockSettings)('shop', 'reports')
  expect(lookup).toMatchObject({ known: true, wiring: { roleArn: role } })
})

it('an entry that is no NAMESPACE/NAME is nobody’s', async () => {
  const config = { '*': {}, 'shop/reports/x': {}, '/reports': {}, 'shop/': {}, 'shop/other': {} }
  expect(await wiringOf(configMap(config), stockSettings)('shop', 'reports')).toEqual({ known: true })
})
