import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CreateOpenIDConnectProviderCommand, IAMClient } from '@aws-sdk/client-iam'
import type { Pod } from '@rolecall/kubernetes'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runProgram } from '../control-plane/run-program.ts'
import { nothingOfAws } from '../nothing-of-aws.ts'
import { onControlPlane } from '../on-control-plane.ts'
import { roleFor } from '../role-for.ts'
import { type ServingFor, servingFor } from '../serving-for.ts'
import { asKubelet } from './as-kubelet.ts'
import { askWebhook } from './ask-webhook.ts'
import { type InstalledWebhook, installWebhook } from './install-webhook.ts'

const irsaMount = {
  name: 'aws-iam-token',
  readOnly: true,
  mountPath: '/var/run/secrets/eks.amazonaws.com/serviceaccount',
}
const irsaVariables = [
  { name: 'AWS_STS_REGIONAL_ENDPOINTS', value: 'regional' },
  { name: 'AWS_DEFAULT_REGION', value: 'eu-central-1' },
  { name: 'AWS_REGION', value: 'eu-central-1' },
  { name: 'AWS_ROLE_ARN', value: 'arn:aws:iam::111122223333:role/reports' },
  { name: 'AWS_WEB_IDENTITY_TOKEN_FILE', value: `${irsaMount.mountPath}/token` },
]
const identityMount = {
  name: 'eks-pod-identity-token',
  readOnly: true,
  mountPath: '/var/run/secrets/pods.eks.amazonaws.com/serviceaccount',
}

onControlPlane('pods that kubectl creates', (controlPlane) => {
  let webhook: InstalledWebhook
  beforeAll(async () => {
    const shop = fileURLToPath(new URL('shop.yaml', import.meta.url))
    expect(await controlPlane().kubectl(['apply', '-f', shop])).toMatchObject({ code: 0, errors: '' })
    const identities = join(controlPlane().folder, 'identities.json')
    writeFileSync(
      identities,
      JSON.stringify({ identities: [{ namespace: 'shop', serviceAccount: 'batch' }] }),
    )
    webhook = await installWebhook(controlPlane(), [
      '--aws-default-region=eu-central-1',
      `--watch-container-credentials-config=${identities}`,
    ])
    await askWebhook(controlPlane(), 'Ignore')
  })
  afterAll(() => webhook?.stop())

  interface Wanted {
    readonly serviceAccount?: string
    readonly labels?: Record<string, string>
    readonly annotations?: Record<string, string>
    readonly spec?: object
  }

  const manifest = (name: string, { serviceAccount, labels, annotations, spec }: Wanted) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'shop', labels, annotations },
    spec: {
      serviceAccountName: serviceAccount,
      // Its volume has a name of chance.
      automountServiceAccountToken: false,
      containers: [{ name: 'main', image: 'main' }],
      ...spec,
    },
  })

  /** Creates a pod and answers it as it is stored. */
  async function stored(name: string, wanted: Wanted): Promise<Pod> {
    const created = await controlPlane().kubectl(['create', '-f', '-'], manifest(name, wanted))
    expect(created).toMatchObject({ code: 0, errors: '' })
    return controlPlane().api.pods('shop').get(name)
  }

  test('have the role of their ServiceAccount, in every container', async () => {
    const { metadata, spec } = await stored('irsa', {
      serviceAccount: 'reports',
      spec: {
        initContainers: [
          { name: 'first', image: 'first' },
          { name: 'sidecar', image: 'sidecar', restartPolicy: 'Always' },
        ],
        containers: [
          { name: 'main', image: 'main' },
          { name: 'second', image: 'second', env: [{ name: 'OWN', value: 'kept' }] },
        ],
      },
    })
    const source = { audience: 'sts.amazonaws.com', expirationSeconds: 86_400, path: 'token' }
    expect(spec?.volumes).toEqual([
      {
        name: 'aws-iam-token',
        projected: { defaultMode: 420, sources: [{ serviceAccountToken: source }] },
      },
    ])
    const containers = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])]
    expect(containers.map(({ name, env, volumeMounts }) => [name, env, volumeMounts])).toEqual([
      ['first', irsaVariables, [irsaMount]],
      ['sidecar', irsaVariables, [irsaMount]],
      ['main', irsaVariables, [irsaMount]],
      ['second', [{ name: 'OWN', value: 'kept' }, ...irsaVariables], [irsaMount]],
    ])
    expect(metadata?.labels).toBeUndefined()
  })

  test('have the way to the agent, where their ServiceAccount is in the file of identities', async () => {
    const { metadata, spec } = await stored('pod-identity', { serviceAccount: 'batch' })
    const [main] = spec?.containers ?? []
    expect(main?.env).toEqual([
      ...irsaVariables.slice(0, 3),
      { name: 'AWS_CONTAINER_CREDENTIALS_FULL_URI', value: 'http://169.254.170.23/v1/credentials' },
      {
        name: 'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
        value: `${identityMount.mountPath}/eks-pod-identity-token`,
      },
    ])
    expect(main?.volumeMounts).toEqual([identityMount])
    const [volume] = spec?.volumes ?? []
    const [projected] = volume?.projected?.sources ?? []
    expect(projected?.serviceAccountToken).toMatchObject({
      audience: 'pods.eks.amazonaws.com',
      path: 'eks-pod-identity-token',
    })
    // Of a day, in which the tokens of many pods are not to be renewed at once.
    const seconds = projected?.serviceAccountToken?.expirationSeconds ?? 0
    expect([79_200 <= seconds, seconds <= 86_400]).toEqual([true, true])
    expect(metadata?.labels).toEqual({ 'eks.amazonaws.com/pod-identity': 'enabled' })
  })

  test.each<[string, Wanted]>([
    ['of a ServiceAccount without a role', { serviceAccount: 'default' }],
    ['that name no ServiceAccount', {}],
    [
      'with the label to be skipped',
      { serviceAccount: 'reports', labels: { 'eks.amazonaws.com/skip-pod-identity-webhook': 'true' } },
    ],
  ])('%s are left alone', async (what, wanted) => {
    const { spec } = await stored(what.replaceAll(' ', '-').toLowerCase(), wanted)
    expect(spec?.volumes).toBeUndefined()
    expect(spec?.containers.map(({ env, volumeMounts }) => [env, volumeMounts])).toEqual([
      [undefined, undefined],
    ])
  })

  test('say by annotations which containers are skipped, and how long their token lives', async () => {
    const { spec } = await stored('annotated', {
      serviceAccount: 'reports',
      annotations: {
        'eks.amazonaws.com/skip-containers': 'second',
        'eks.amazonaws.com/token-expiration': '3600',
      },
      spec: {
        containers: [
          { name: 'main', image: 'main' },
          { name: 'second', image: 'second' },
        ],
      },
    })
    expect(spec?.containers.map(({ env }) => env)).toEqual([irsaVariables, undefined])
    const [source] = spec?.volumes?.[0]?.projected?.sources ?? []
    expect(source?.serviceAccountToken?.expirationSeconds).toBe(3600)
  })

  test('of a Deployment’s template, which have no name yet, have it too', async () => {
    const { name: _, ...metadata } = manifest('', {}).metadata
    const created = await controlPlane().kubectl(['create', '-o', 'json', '-f', '-'], {
      ...manifest('', { serviceAccount: 'reports' }),
      metadata: { ...metadata, generateName: 'reports-7d9f-' },
    })
    const pod: Pod = JSON.parse(created.output)
    expect(pod.spec?.containers[0]?.env).toEqual(irsaVariables)
  })

  test('asked for by a dry run show what they would have, and count as nothing', async () => {
    const counted = async () =>
      /^pod_identity_webhook_pod_count\{method="sts_web_identity"\} (\d+)/m.exec(await webhook.metrics())?.[1]
    const before = await counted()
    expect(Number(before)).toBeGreaterThan(0)
    const { output } = await controlPlane().kubectl(
      ['create', '--dry-run=server', '-o', 'json', '-f', '-'],
      manifest('dry', { serviceAccount: 'reports' }),
    )
    expect(JSON.parse(output).spec.containers[0].env).toEqual(irsaVariables)
    expect(await counted()).toBe(before)
  })

  describe('with a server beside the cluster', () => {
    let server: ServingFor
    beforeAll(async () => {
      server = await servingFor(controlPlane())
      const iam = server.client(IAMClient)
      const { OpenIDConnectProviderArn: provider = '' } = await iam.send(
        new CreateOpenIDConnectProviderCommand({
          Url: controlPlane().url,
          ClientIDList: ['sts.amazonaws.com'],
        }),
      )
      const subject = 'system:serviceaccount:shop:reports'
      await roleFor(iam, 'reports', { provider, subject, audience: 'sts.amazonaws.com' })
    })
    afterAll(() => server?.close())

    test('are their role to an SDK that was told nothing else', async () => {
      const pod = await stored('whole', { serviceAccount: 'reports' })
      const root = join(controlPlane().folder, 'root')
      const environment = await asKubelet(controlPlane().api, pod, 'main', root)
      const program = `
        import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
        console.log((await new STSClient({}).send(new GetCallerIdentityCommand({}))).Arn)`
      const { output, errors } = await runProgram(
        process.execPath,
        ['--input-type=module', '--eval', program],
        { environment: { ...nothingOfAws(), ...environment, AWS_ENDPOINT_URL: server.url, HOME: root } },
      )
      expect(errors).toBe('')
      expect(output).toMatch(/^arn:aws:sts::111122223333:assumed-role\/reports\//)
    })
  })
})
