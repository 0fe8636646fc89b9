import type { Event } from '@rolecall/kubernetes'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Outcome } from '../../src/outcome.ts'
import { eventWriter } from '../../src/telling/event-writer.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const outcome = (more: Partial<Outcome> = {}): Outcome => ({
  result: 'unknown',
  allowed: true,
  namespace: 'shop',
  pod: 'web-',
  serviceAccount: 'reports',
  dryRun: false,
  because: 'there is none',
  ...more,
})

function opened(create: (event: Event) => Promise<unknown> = async () => {}) {
  const events: Event[] = []
  const counts: string[] = []
  const write = eventWriter({
    create: (event) => {
      events.push(event)
      return create(event)
    },
    count: (result) => void counts.push(result),
    failed: () => {},
    instance: 'me',
    clock: Date.now,
  })
  return { write, events, counts }
}

it('tells of the ServiceAccount while the pod has no name, and of the pod when it has', () => {
  const { write, events } = opened()
  write(outcome())
  write(outcome({ pod: 'web-1', serviceAccount: 'other', allowed: false }))
  expect(events).toMatchObject([
    {
      metadata: { namespace: 'shop' },
      regarding: { kind: 'ServiceAccount', namespace: 'shop', name: 'reports' },
      reason: 'RoleUnknown',
      action: 'Admit',
      note: 'ServiceAccount reports: it could not be found out which AWS role its pods should have (there is none)',
    },
    {
      regarding: { kind: 'Pod', name: 'web-1' },
      action: 'Deny',
      note: expect.stringContaining('was refused'),
    },
  ])
})

it('tells the first at once, and what comes like it in one a minute later', () => {
  const { write, events } = opened()
  for (let at = 0; at < 10; at += 1) write(outcome())
  expect(events).toHaveLength(1)
  vi.advanceTimersByTime(60_000)
  expect(events).toHaveLength(2)
  expect(events[1]?.note).toMatch(/; 9 pods$/)
  vi.advanceTimersByTime(600_000)
  expect(events).toHaveLength(2)
  write(outcome())
  expect(events).toHaveLength(3)
})

describe('of one limit', () => {
  /** Pods of so many ServiceAccounts of each of these namespaces, one namespace after another. */
  const flood = (write: (one: Outcome) => void, namespaces: readonly string[], serviceAccounts: number) => {
    for (const namespace of namespaces)
      for (let at = 0; at < serviceAccounts; at += 1)
        write(outcome({ namespace, serviceAccount: `sa-${at}` }))
  }
  const names = (prefix: string, count: number) => Array.from({ length: count }, (_, at) => `${prefix}-${at}`)
  const of = (events: readonly Event[], name: string) =>
    events.filter(({ metadata }) => metadata?.namespace === name).length

  it('a noisy namespace takes a part, and what is not written is counted', async () => {
    const { write, events, counts } = opened()
    flood(write, ['noisy'], 2000)
    flood(write, ['quiet'], 3)
    await vi.advanceTimersByTimeAsync(0)
    expect([of(events, 'noisy'), of(events, 'quiet')]).toEqual([10, 3])
    const counted = (what: string) => counts.filter((one) => one === what).length
    expect([counted('written'), counted('dropped')]).toEqual([13, 1990])
  })

  it('many noisy namespaces leave a quiet one its own', () => {
    const { write, events } = opened()
    flood(write, names('noisy', 20), 500)
    flood(write, ['quiet'], 1)
    expect([of(events, 'quiet'), of(events, 'noisy-0')]).toEqual([1, 10])
    expect(events.length).toBeLessThanOrEqual(60)
  })

  it('no more than sixty are written in a minute, whoever they are of', () => {
    const { write, events } = opened()
    flood(write, names('each', 500), 1)
    expect(events).toHaveLength(60)
  })

  it('in an outage those who were told nothing are told in the next minutes', () => {
    const { write, events } = opened()
    const all = names('each', 100)
    for (let minute = 0; minute < 3; minute += 1) {
      flood(write, all, 1)
      vi.advanceTimersByTime(60_000)
    }
    expect(all.filter((name) => of(events, name) === 0)).toEqual([])
    expect(events.length).toBeLessThanOrEqual(4 * 60)
  })

  it('what is kept is bounded, and there is room again afterwards', () => {
    const { write, events } = opened()
    flood(write, names('noisy', 300), 300)
    expect(vi.getTimerCount()).toBeLessThanOrEqual(1000)
    expect(vi.getTimerCount()).toBeGreaterThan(900)
    vi.advanceTimersByTime(120_000)
    expect(vi.getTimerCount()).toBe(0)
    const before = events.length
    flood(write, ['noisy-299'], 200)
    expect([events.length - before, vi.getTimerCount()]).toEqual([10, 91])
  })
})

it('tells of the namespace where neither pod nor ServiceAccount has a name', () => {
  const { write, events } = opened()
  write(outcome({ result: 'unreadable', pod: '', serviceAccount: 'A B' }))
  expect(events).toMatchObject([
    {
      regarding: { kind: 'Namespace', namespace: 'shop', name: 'shop' },
      note: 'a pod could not be read, so it was given no AWS role (there is none)',
    },
  ])
})

it.each([
  ['a dry run', { dryRun: true }],
  ['a pod that was given its role', { result: 'mutated' as const }],
  ['a pod without a role', { result: 'unwired' as const }],
  ['no namespace', { namespace: '' }],
  ['a namespace that is none', { namespace: '../kube-system' }],
])('tells nothing of %s', (_, more) => {
  const { write, events } = opened()
  write(outcome(more))
  expect(events).toEqual([])
})

it('bears an API server that refuses, and notes of any length', async () => {
  const { write, events, counts } = opened(async () => {
    throw new Error('refused')
  })
  write(outcome({ because: 'é'.repeat(5000) }))
  await vi.advanceTimersByTimeAsync(0)
  expect(counts).toEqual(['failed'])
  expect(Buffer.byteLength(events[0]?.note ?? '')).toBeLessThanOrEqual(1000)
})
