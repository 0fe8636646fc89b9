import type { Event } from '@rolecall/kubernetes'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
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

it('writes so many a minute and counts the rest', () => {
  const { write, events, counts } = opened()
  for (let at = 0; at < 100; at += 1) write(outcome({ serviceAccount: `sa-${at}` }))
  expect([events.length, counts.filter((one) => one === 'dropped').length]).toEqual([60, 40])
})

it.each([
  ['a dry run', { dryRun: true }],
  ['a pod that was given its role', { result: 'mutated' as const }],
  ['a pod without a role', { result: 'unwired' as const }],
  ['no namespace', { namespace: '' }],
  ['a namespace that is none', { namespace: '../kube-system' }],
  ['a ServiceAccount that is none', { serviceAccount: 'A B' }],
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
