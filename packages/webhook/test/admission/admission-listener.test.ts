import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Fields } from '../../src/index.ts'
import { askListener } from '../ask-listener.ts'
import { plainPod, podOf, review, uid } from '../review.ts'
import { startListener } from '../start-listener.ts'

type Listener = Awaited<ReturnType<typeof startListener>>
let listener: Listener
beforeAll(async () => {
  listener = await startListener()
})
afterAll(() => listener.close())

const ask = (object: unknown, request?: Fields) => askListener(listener, object, request)

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
    const { text } = await listener.send(JSON.stringify(review(plainPod, {}, apiVersion)))
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
