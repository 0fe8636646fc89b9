import type { Pod } from '@rolecall/kubernetes'
import { expect, test } from 'vitest'
import { podRecord } from '../../src/collect/pod-record.ts'
import { podToBind } from '../../src/collect/pod-to-bind.ts'

const subject = { cluster: 'shop', namespace: 'shop', serviceAccount: 'reports' }
const pod = (name: string, phase?: string, more: object = {}, serviceAccountName = 'reports') =>
  podRecord({
    metadata: { name, uid: `uid-of-${name}`, ...more },
    spec: { serviceAccountName, containers: [] },
    ...(phase ? { status: { phase } } : {}),
  } as unknown as Pod)
const going = { deletionTimestamp: '2026-06-01T00:00:00Z' }
const found = (...item: readonly ReturnType<typeof pod>[]) => ({ state: 'found', item }) as const
const unread = { state: 'unread', because: 'Forbidden' } as const

const cases: readonly (readonly [
  what: string,
  pods: Parameters<typeof podToBind>[0],
  only: string | undefined,
  name: string | undefined,
  uid: string | undefined,
])[] = [
  ['one that runs', found(pod('a', 'Pending'), pod('b', 'Running')), undefined, 'b', 'uid-of-b'],
  ['else any', found(pod('a', 'Pending'), pod('b')), undefined, 'a', 'uid-of-a'],
  ['none that goes away', found(pod('a', 'Running', going), pod('b', 'Pending')), undefined, 'b', 'uid-of-b'],
  ['the one that is asked about', found(pod('a', 'Running'), pod('b', 'Pending')), 'b', 'b', 'uid-of-b'],
  ['no other than that', found(pod('a', 'Running')), 'b', undefined, undefined],
  [
    'none of another ServiceAccount',
    found(pod('a', 'Running', {}, 'orders')),
    undefined,
    undefined,
    undefined,
  ],
  ['nor by name', found(pod('a', 'Running', {}, 'orders')), 'a', undefined, undefined],
  ['no template', found({ ...pod('a'), isTemplate: true }), undefined, undefined, undefined],
  ['none where there is none', found(), undefined, undefined, undefined],
  ['none where they may not be listed', unread, undefined, undefined, undefined],
  ['but the one that is named', unread, 'b', 'b', undefined],
]

test.each(cases)('%s', (_, pods, only, name, uid) => {
  const bound = podToBind(pods, subject, only)
  expect([bound?.name, bound?.uid]).toEqual([name, uid])
})
