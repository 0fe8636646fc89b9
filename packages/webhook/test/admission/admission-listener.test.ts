import { once } from 'node:events'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { text as textOf } from 'node:stream/consumers'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Fields, OnUnknown } from '../../src/index.ts'
import { arbitraryPod } from '../arbitrary-pod.ts'
import { plainPod, review, uid } from '../review.ts'
import { json, startListener } from '../start-listener.ts'

type Listener = Awaited<ReturnType<typeof startListener>>
const answers: OnUnknown[] = ['admit', 'wait', 'deny']
const listeners = {} as Record<OnUnknown, Listener>
beforeAll(async () => {
  for (const onUnknown of answers) listeners[onUnknown] = await startListener({ onUnknown })
})
afterAll(async () => {
  for (const onUnknown of answers) await listeners[onUnknown].close()
})

async function ask(object: unknown, request: Fields = {}, onUnknown: OnUnknown = 'admit') {
  const listener = listeners[onUnknown]
  listener.told.length = 0
  listener.asked.length = 0
  const answer = await listener.send(JSON.stringify(review(object, request)))
  expect(answer.status).toBe(200)
  expect(answer.headers['content-type']).toBe('application/json')
  const { apiVersion, kind, response } = JSON.parse(answer.text)
  expect([apiVersion, kind, response.uid]).toEqual(['admission.k8s.io/v1', 'AdmissionReview', uid])
  const { patch, patchType, allowed, status, warnings } = response
  expect(patchType).toBe(patch === undefined ? undefined : 'JSONPatch')
  const operations = patch === undefined ? undefined : JSON.parse(Buffer.from(patch, 'base64').toString())
  return {
    patch: operations,
    allowed,
    status,
    warnings,
    told: [...listener.told],
    asked: [...listener.asked],
  }
}

const podOf = (serviceAccountName: unknown, more: Fields = {}): Fields => ({
  ...plainPod,
  spec: { ...(plainPod['spec'] as Fields), serviceAccountName, ...more },
})

describe('a pod that is made', () => {
  it('gets its patch, and is told of', async () => {
    const { patch, allowed, warnings, told, asked } = await ask(plainPod)
    expect(allowed).toBe(true)
    expect(warnings).toBeUndefined()
    expect(patch.map(({ path }: { path: string }) => path)).toEqual([
      '/spec/volumes',
      '/spec/containers/0/env',
      '/spec/containers/0/volumeMounts',
    ])
    expect(asked).toEqual(['shop/reports'])
    expect(told).toEqual([
      {
        result: 'mutated',
        allowed: true,
        method: 'irsa',
        namespace: 'shop',
        pod: 'reports-5d8f-',
        serviceAccount: 'reports',
        dryRun: false,
      },
    ])
  })

  it.each([
    ['v1', 'admission.k8s.io/v1'],
    ['v1beta1', 'admission.k8s.io/v1beta1'],
  ])('is answered in the version of the question: %s', async (_, apiVersion) => {
    const { text } = await listeners.admit.send(JSON.stringify(review(plainPod, {}, apiVersion)))
    expect(JSON.parse(text)).toMatchObject({
      apiVersion,
      kind: 'AdmissionReview',
      response: { uid, allowed: true },
    })
  })

  const asks: readonly (readonly [string, Fields, Fields, string])[] = [
    ['of the namespace of the request', plainPod, {}, 'shop/reports'],
    ['of its own namespace, where the request has none', plainPod, { namespace: '' }, 'elsewhere/reports'],
    ['of default, where it names none', podOf(undefined), {}, 'shop/default'],
    ['of default, where its name is empty', podOf(''), {}, 'shop/default'],
    ['of what it names in the old field', podOf(undefined, { serviceAccount: 'agent' }), {}, 'shop/agent'],
  ]
  it.each(asks)('is asked for by the ServiceAccount %s', async (_, pod, request, expected) => {
    expect((await ask(pod, request)).asked).toEqual([expected])
  })

  it('is told of as a dry run', async () => {
    expect((await ask(plainPod, { dryRun: true })).told).toMatchObject([{ result: 'mutated', dryRun: true }])
  })

  const results: readonly (readonly [string, Fields, object])[] = [
    ['unwired', podOf('plain'), { result: 'unwired', allowed: true }],
    [
      'skipped',
      { ...plainPod, metadata: { labels: { 'eks.amazonaws.com/skip-pod-identity-webhook': '' } } },
      { result: 'skipped', because: 'its label skips this webhook' },
    ],
    [
      'partial',
      podOf('reports', { volumes: [{ name: 'aws-iam-token' }] }),
      { result: 'partial', method: 'irsa', allowed: true },
    ],
    ['named', { ...plainPod, metadata: { name: 'reports', generateName: 'r-' } }, { pod: 'reports' }],
    ['of a hostile name', { ...plainPod, metadata: { name: '../../x\n' } }, { pod: '' }],
  ]
  it.each(results)('is told of: %s', async (_, pod, outcome) => {
    expect((await ask(pod)).told).toMatchObject([outcome])
  })

  it('that skips the webhook is not looked for', async () => {
    const labels = { 'eks.amazonaws.com/skip-pod-identity-webhook': 'false' }
    const { asked, patch } = await ask({ ...plainPod, metadata: { labels } })
    expect([asked, patch]).toEqual([[], undefined])
  })

  it('of another role than asked for warns its author', async () => {
    const { warnings } = await ask(
      podOf('reports', { containers: [{ name: 'app', env: [{ name: 'AWS_ROLE_ARN' }] }] }),
    )
    expect(warnings).toEqual([
      'rolecall: app: sets AWS_ROLE_ARN without AWS_WEB_IDENTITY_TOKEN_FILE, so neither is touched',
    ])
  })
})

describe('what is no pod that is made is let through and not told of', () => {
  const rows: readonly (readonly [string, Fields])[] = [
    ['another kind', { kind: { group: 'apps', version: 'v1', kind: 'Deployment' } }],
    ['another group', { kind: { group: 'example.com', version: 'v1', kind: 'Pod' } }],
    ['no kind', { kind: null }],
    ['an update', { operation: 'UPDATE' }],
    ['a deletion', { operation: 'DELETE', object: null }],
    ['ephemeral containers', { subResource: 'ephemeralcontainers' }],
    ['an eviction', { subResource: 'eviction' }],
  ]
  it.each(rows)('%s', async (_, request) => {
    const { allowed, patch, told, asked } = await ask(plainPod, request, 'deny')
    expect([allowed, patch, told, asked]).toEqual([true, undefined, [], []])
  })
})

describe('what cannot be given its role is answered by policy', () => {
  const late = 'ServiceAccount shop/nobody is not known: it was not seen'
  const denied = `${late}. Make it before its pods and try again, as controllers do by themselves`
  const rows: readonly (readonly [string, unknown, Fields, string, string, readonly OnUnknown[], string])[] =
    [
      [
        'a ServiceAccount nobody knows',
        podOf('nobody'),
        {},
        'unknown',
        `the pod gets no AWS role; ${late}`,
        ['wait', 'deny'],
        denied,
      ],
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
      const { allowed, status, patch, warnings, told } = await ask(object, request, onUnknown)
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

describe('what is no review is refused by its status', () => {
  const good = JSON.stringify(review(plainPod))
  const wrongType = 'Invalid Content-Type, expected `application/json`'
  const noReview = 'the body is no AdmissionReview of admission.k8s.io/v1 or admission.k8s.io/v1beta1'
  const without = (...keys: string[]) => {
    const one = structuredClone(review(plainPod)) as Record<string, Record<string, unknown>>
    const last = keys.pop() ?? ''
    delete keys.reduce((node, key) => node[key] as typeof one, one)[last]
    return JSON.stringify(one)
  }
  const bodies: readonly (readonly [string, string | Uint8Array, number, string])[] = [
    ['an empty body', '', 400, 'the body is no JSON object'],
    ['no JSON', '{"kind":', 400, 'the body is no JSON object'],
    ['a list', '[]', 400, 'the body is no JSON object'],
    ['null', 'null', 400, 'the body is no JSON object'],
    ['a byte order mark', `\ufeff${good}`, 400, 'the body is no JSON object'],
    ['Latin-1', Buffer.from(good.replace('shop', 'sh\u00f6p'), 'latin1'), 400, 'the body is not UTF-8'],
    [
      'an encoded surrogate',
      Buffer.concat([Buffer.from('"'), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('"')]),
      400,
      'the body is not UTF-8',
    ],
    ['UTF-16', Buffer.from(good, 'utf16le'), 400, 'the body is no JSON object'],
    ['a pod', JSON.stringify(plainPod), 400, noReview],
    ['no version', without('apiVersion'), 400, noReview],
    ['another version', JSON.stringify(review(plainPod, {}, 'admission.k8s.io/v2')), 400, noReview],
    ['another group', JSON.stringify(review(plainPod, {}, 'v1')), 400, noReview],
    ['no kind', without('kind'), 400, noReview],
    ['no request', without('request'), 400, 'the AdmissionReview has no request'],
    ['no uid', without('request', 'uid'), 400, 'the request has no uid'],
    ['a uid that is no text', JSON.stringify(review(plainPod, { uid: 7 })), 400, 'the request has no uid'],
  ]
  it.each(bodies)('%s', async (_, body, status, reason) => {
    const answer = await listeners.deny.send(body)
    expect([answer.status, answer.text]).toEqual([status, `${reason}\n`])
  })

  // Who goes on sending may see the connection end before the answer, so nothing of the body is sent.
  it('10 MB, by their length alone', async () => {
    const headers = { ...json, 'content-length': '10000000' }
    const call = httpRequest(listeners.deny.url, { method: 'POST', headers, agent: false })
    call.flushHeaders()
    const [response] = (await once(call, 'response')) as [IncomingMessage]
    expect([response.statusCode, await textOf(response)]).toEqual([
      413,
      'the body is longer than 8388608 bytes\n',
    ])
    call.destroy()
  })

  it('10 MB of unknown length', async () => {
    const part = Buffer.alloc(1_000_000, 32)
    const status = await new Promise((resolve) => {
      const call = httpRequest(listeners.deny.url, { method: 'POST', headers: json, agent: false })
      call.once('response', (response) => resolve(response.statusCode))
      // The connection ends below the sender, who sees the answer or that.
      call.once('error', () => resolve(413))
      for (let at = 0; at < 10; at++) call.write(part)
      call.end()
    })
    expect(status).toBe(413)
    expect((await listeners.deny.send(good)).status).toBe(200)
  })

  const types: readonly (readonly [string, Record<string, string>, number])[] = [
    ['a charset', { 'content-type': 'application/json; charset=utf-8' }, 200],
    ['capitals', { 'content-type': 'Application/JSON ;a=b' }, 200],
    ['no type', {}, 415],
    ['another type', { 'content-type': 'application/yaml' }, 415],
    ['a type that begins alike', { 'content-type': 'application/json-patch+json' }, 415],
    ['a compressed body', { ...json, 'content-encoding': 'gzip' }, 415],
  ]
  it.each(types)('the content type: %s', async (_, headers, status) => {
    const answer = await listeners.admit.send(good, headers)
    expect(answer.status).toBe(status)
    if (status === 415) expect(answer.text).toBe(`${wrongType}\n`)
  })

  it.each(['GET', 'PUT', 'DELETE', 'OPTIONS'])('the method %s', async (method) => {
    const answer = await listeners.admit.send('', json, method)
    expect([answer.status, answer.headers['allow']]).toEqual([405, 'POST'])
  })
})

describe('odd JSON', () => {
  it('whatever it is, the answer is a review or says why there is none', async () => {
    const anything = fc.oneof(
      arbitraryPod.map((pod) => review(pod)),
      fc.record({
        apiVersion: fc.constant('admission.k8s.io/v1'),
        kind: fc.constant('AdmissionReview'),
        request: fc.jsonValue(),
      }),
      fc.jsonValue(),
    )
    await fc.assert(
      fc.asyncProperty(anything, async (body) => {
        const { status, text } = await listeners.admit.send(JSON.stringify(body))
        expect([200, 400]).toContain(status)
        if (status === 200) expect(JSON.parse(text).response).toMatchObject({ uid, allowed: true })
      }),
      { numRuns: 300 },
    )
    expect(listeners.admit.logged).toEqual([])
  })

  it('of a key that stands twice the last counts', async () => {
    const text = JSON.stringify(review(podOf('plain'))).replace(
      '"spec":{',
      '"spec":7,"spec":{"serviceAccountName":"nobody",',
    )
    listeners.admit.asked.length = 0
    expect((await listeners.admit.send(text)).status).toBe(200)
    expect(listeners.admit.asked).toEqual(['shop/plain'])
  })

  const long = JSON.stringify('[{"\\'.repeat(50_000))
  const levels = (count: number, inner = '7') => `${'{"a":'.repeat(count)}${inner}${'}'.repeat(count)}`
  const names = (count: number) => `{${Array.from({ length: count }, (_, at) => `"${at}":7`)}}`
  const tooDeep = 'the body is nested deeper than 64 levels\n'
  const tooMany = 'the body holds more than 200000 values\n'
  it.each([
    ['lists in lists', () => '['.repeat(3_999_000) + ']'.repeat(3_999_000), tooDeep],
    ['lists that nobody closes', () => '['.repeat(7_999_000), tooDeep],
    ['objects in objects', () => levels(900_000), tooDeep],
    ['one level too many', () => levels(62, long), tooDeep],
    ['many empty lists', () => `[${'[],'.repeat(2_600_000)}7]`, tooMany],
    ['many names', () => names(600_000), tooMany],
  ])('%s are refused before they are parsed, and who comes after is answered', async (_, status, reason) => {
    const text = JSON.stringify(review({ ...plainPod, status: 'deep' })).replace('"deep"', status)
    const [refused, answered] = await Promise.all([
      listeners.admit.send(text),
      listeners.admit.send(JSON.stringify(review(plainPod))),
    ])
    expect([refused.status, refused.text]).toEqual([400, reason])
    expect(JSON.parse(answered.text).response.patchType).toBe('JSONPatch')
  })

  it.each([
    ['what is as deep as is taken, with brackets in texts', () => levels(61, long)],
    ['what is deep and short', () => levels(5000)],
  ])('%s, is passed over', async (_, status) => {
    const text = JSON.stringify(review({ ...plainPod, status: 'deep' })).replace('"deep"', status)
    const { response } = JSON.parse((await listeners.admit.send(text)).text)
    expect(response.patchType).toBe('JSONPatch')
  })

  it('lone surrogates and hostile fields are passed over', async () => {
    const text = JSON.stringify(review(plainPod)).replace(
      '"image":"app"',
      '"image":"\\ud800","__proto__":{"env":[]},"constructor":1',
    )
    const { response } = JSON.parse((await listeners.admit.send(text)).text)
    expect(JSON.parse(Buffer.from(response.patch, 'base64').toString())).toHaveLength(3)
  })
})
