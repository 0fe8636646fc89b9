import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Fields, OnUnknown } from '../../src/index.ts'
import { askListener } from '../ask-listener.ts'
import { plainPod, podOf, review } from '../review.ts'
import { startListener } from '../start-listener.ts'

type Listener = Awaited<ReturnType<typeof startListener>>
const answers: OnUnknown[] = ['admit', 'wait', 'deny']
const listeners = {} as Record<OnUnknown, Listener>
beforeAll(async () => {
  for (const onUnknown of answers) listeners[onUnknown] = await startListener({ onUnknown })
})
afterAll(async () => {
  for (const onUnknown of answers) await listeners[onUnknown].close()
})

describe('what is no pod that is made is let through and not told of', () => {
  const rows: readonly (readonly [string, Fields])[] = [
    ['another kind', { kind: { group: 'apps', version: 'v1', kind: 'Deployment' } }],
    ['another group', { kind: { group: 'example.com', version: 'v1', kind: 'Pod' } }],
    ['another kind of no version', { kind: { kind: 'Deployment' } }],
    ['an update', { operation: 'UPDATE' }],
    ['an update of no kind', { operation: 'UPDATE', kind: null }],
    ['a deletion', { operation: 'DELETE', object: null }],
    ['ephemeral containers', { subResource: 'ephemeralcontainers' }],
    ['an eviction', { subResource: 'eviction' }],
  ]
  it.each(rows)('%s', async (_, request) => {
    const { allowed, patch, told, asked } = await askListener(listeners.deny, plainPod, request)
    expect([allowed, patch, told, asked]).toEqual([true, undefined, [], []])
  })
})

describe('what cannot be given its role is answered by policy', () => {
  const late = 'ServiceAccount shop/nobody is not known: it was not seen'
  const denied = `${late}. Make it before its pods and try again, as controllers do by themselves`
  type Row = readonly [string, unknown, Fields, string, string, readonly OnUnknown[], string]
  const unsaid: readonly (readonly [string, Fields, string])[] = [
    ['no kind', { kind: null }, 'kind.kind and kind.version'],
    ['text as kind', { kind: 'Pod' }, 'kind.kind and kind.version'],
    ['no version', { kind: { group: '', kind: 'Pod' } }, 'kind.version'],
    ['a number as version', { kind: { group: '', version: 1, kind: 'Pod' } }, 'kind.version'],
    ['a version alone', { kind: { version: 'v1' } }, 'kind.kind'],
    ['no operation', { operation: undefined }, 'operation'],
    ['nothing of either', { kind: {}, operation: '' }, 'kind.kind and kind.version and operation'],
  ]
  const rows: readonly Row[] = [
    [
      'a ServiceAccount nobody knows',
      podOf('nobody'),
      {},
      'unknown',
      `the pod gets no AWS role; ${late}`,
      ['wait', 'deny'],
      denied,
    ],
    ...unsaid.map(([name, request, members]): Row => {
      const because = `the request does not say its ${members}`
      const refusal = `the pod could not be given an AWS role: ${because}`
      return [
        name,
        plainPod,
        request,
        'unreadable',
        `the pod gets no AWS role: ${because}`,
        ['deny'],
        refusal,
      ]
    }),
    [
      'text',
      'x',
      {},
      'unreadable',
      'the pod gets no AWS role: the object is no JSON object',
      ['deny'],
      'the pod could not be given an AWS role: the object is no JSON object',
    ],
    [
      'nothing',
      null,
      {},
      'unreadable',
      'the pod gets no AWS role: the object is no JSON object',
      ['deny'],
      'the pod could not be given an AWS role: the object is no JSON object',
    ],
    [
      'another object',
      { ...plainPod, kind: 'ReplicaSet' },
      {},
      'unreadable',
      'the pod gets no AWS role: the object is no v1 Pod',
      ['deny'],
      'the pod could not be given an AWS role: the object is no v1 Pod',
    ],
    [
      'no spec',
      { metadata: {} },
      {},
      'unreadable',
      'the pod gets no AWS role: the object has no metadata or no spec',
      ['deny'],
      'the pod could not be given an AWS role: the object has no metadata or no spec',
    ],
    [
      'containers that are none',
      podOf('reports', { containers: 'x' }),
      {},
      'unreadable',
      'the pod gets no AWS role: spec.containers is no list of objects',
      ['deny'],
      'the pod could not be given an AWS role: spec.containers is no list of objects',
    ],
    [
      'a path as ServiceAccount',
      podOf('../secrets/x'),
      {},
      'unreadable',
      'the pod gets no AWS role: its serviceAccountName is no name of a ServiceAccount',
      ['deny'],
      'the pod could not be given an AWS role: its serviceAccountName is no name of a ServiceAccount',
    ],
    [
      'a number as ServiceAccount',
      podOf(7),
      {},
      'unreadable',
      'the pod gets no AWS role: its serviceAccountName is no name of a ServiceAccount',
      ['deny'],
      'the pod could not be given an AWS role: its serviceAccountName is no name of a ServiceAccount',
    ],
    [
      'a ServiceAccount of JavaScript',
      podOf('__proto__'),
      {},
      'unreadable',
      'the pod gets no AWS role: its serviceAccountName is no name of a ServiceAccount',
      ['deny'],
      'the pod could not be given an AWS role: its serviceAccountName is no name of a ServiceAccount',
    ],
    [
      'a namespace that is none',
      plainPod,
      { namespace: 'a/b' },
      'unreadable',
      'the pod gets no AWS role: the request has no namespace',
      ['deny'],
      'the pod could not be given an AWS role: the request has no namespace',
    ],
    [
      'a role that is none',
      podOf('malformed'),
      {},
      'partial',
      'ServiceAccount: its role-arn is no ARN of a role, and AWS will refuse it',
      ['deny'],
      'the pod could not be given an AWS role: the role-arn of ServiceAccount shop/malformed is no ARN of a role',
    ],
  ]
  it.each(rows.flatMap((row) => answers.map((onUnknown) => [row[0], onUnknown, row] as const)))(
    '%s, %s',
    async (_, onUnknown, [, object, request, result, warning, refusing, message]) => {
      const { allowed, status, patch, warnings, told } = await askListener(
        listeners[onUnknown],
        object,
        request,
      )
      const refused = refusing.includes(onUnknown)
      expect(allowed).toBe(!refused)
      expect(told).toMatchObject([{ result, allowed: !refused }])
      expect(told[0]?.because).toBeTruthy()
      expect(status).toEqual(refused ? { code: 403, reason: 'Forbidden', message } : undefined)
      expect(warnings).toEqual(refused ? undefined : [`rolecall: ${warning}`])
      expect(patch === undefined).toBe(refused || result !== 'partial')
    },
  )

  it('a mistake of ours is one of them, and stands in the log', async () => {
    const mistake = new Error('a bug')
    const listener = await startListener({ wiringOf: () => Promise.reject(mistake) })
    const { status, text } = await listener.send(JSON.stringify(review(plainPod)))
    await listener.close()
    expect([status, JSON.parse(text).response.allowed]).toEqual([200, true])
    expect(listener.told).toMatchObject([{ result: 'unknown', allowed: true }])
    expect(listener.logged).toMatchObject([{ error: mistake, namespace: 'shop', pod: 'reports-5d8f-' }])
    expect(text).not.toContain('a bug')
  })

  it('a warning is neither long nor full of control characters', async () => {
    const because = `\u001b[31m\n${'x'.repeat(5000)}`
    const listener = await startListener({ wiringOf: async () => ({ known: false, because }) })
    const { text } = await listener.send(JSON.stringify(review(plainPod)))
    await listener.close()
    const [warning] = JSON.parse(text).response.warnings
    expect(Buffer.byteLength(warning)).toBeLessThan(256)
    expect(warning).not.toMatch(/\p{Cc}/u)
  })
})
