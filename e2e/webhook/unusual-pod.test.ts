import { fileURLToPath } from 'node:url'
import { createPatch, Pointer } from 'rfc6902'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { onControlPlane } from '../on-control-plane.ts'
import { askWebhook } from './ask-webhook.ts'
import { type InstalledWebhook, installWebhook } from './install-webhook.ts'
import { unusualFields } from './unusual-fields.data.ts'

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url))

onControlPlane('a pod with fields that few pods have', (controlPlane) => {
  let webhook: InstalledWebhook | undefined
  beforeAll(async () => {
    for (const name of ['shop.yaml', 'unusual-classes.json']) {
      const { code, errors } = await controlPlane().kubectl(['apply', '-f', file(name)])
      expect([code, errors]).toEqual([0, ''])
    }
  })
  afterAll(() => webhook?.stop())

  /** The pod as it is stored, without what the time and the number of its creation decide. */
  async function stored(): Promise<object> {
    const { kubectl, api } = controlPlane()
    // A kube-apiserver drops what it is too old for, where kubectl lets it.
    const line = ['create', '--namespace=shop', '--validate=ignore', '-f', file('unusual-pod.json')]
    // It knows of classes by a watch.
    await expect.poll(() => kubectl(line)).toMatchObject({ code: 0 })
    const { metadata, spec } = await api.pods('shop').get('unusual')
    await api.pods('shop').merge('unusual', { metadata: { finalizers: null } })
    await api.pods('shop').delete('unusual', { gracePeriodSeconds: 0 })
    const { uid, resourceVersion, creationTimestamp, managedFields, ...rest } = metadata ?? {}
    return { metadata: rest, spec }
  }

  test('is stored with all of them, and with our additions', async () => {
    const before = await stored()
    const kept = unusualFields.filter((field) => Pointer.fromJSON(field).get(before) !== undefined)
    expect(kept.length).toBeGreaterThanOrEqual(30)

    webhook = await installWebhook(controlPlane(), ['--aws-default-region', 'eu-central-1'])
    await askWebhook(controlPlane(), 'Fail')
    const added = createPatch(before, await stored()).map((operation) => [
      operation.op,
      operation.path,
      'value' in operation ? operation.value : undefined,
    ])
    const mount = {
      name: 'aws-iam-token',
      readOnly: true,
      mountPath: '/var/run/secrets/eks.amazonaws.com/serviceaccount',
    }
    const variables = [
      { name: 'AWS_STS_REGIONAL_ENDPOINTS', value: 'regional' },
      { name: 'AWS_DEFAULT_REGION', value: 'eu-central-1' },
      { name: 'AWS_REGION', value: 'eu-central-1' },
      { name: 'AWS_ROLE_ARN', value: 'arn:aws:iam::111122223333:role/reports' },
      {
        name: 'AWS_WEB_IDENTITY_TOKEN_FILE',
        value: '/var/run/secrets/eks.amazonaws.com/serviceaccount/token',
      },
    ]
    const source = { audience: 'sts.amazonaws.com', expirationSeconds: 86_400, path: 'token' }
    const volume = {
      name: 'aws-iam-token',
      projected: { defaultMode: 420, sources: [{ serviceAccountToken: source }] },
    }
    expect(added).toEqual(
      expect.arrayContaining([
        ['add', '/spec/volumes/-', volume],
        ['add', '/spec/initContainers/0/env', variables],
        ['add', '/spec/initContainers/0/volumeMounts', [mount]],
        ...variables.map((variable) => ['add', '/spec/containers/0/env/-', variable]),
        ['add', '/spec/containers/0/volumeMounts/-', mount],
      ]),
    )
    expect(added).toHaveLength(4 + variables.length)
  })
})
