import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { onControlPlane } from '../on-control-plane.ts'
import { plainPod } from './plain-pod.ts'
import { type Inject, type TwoWebhooks, twoWebhooks } from './two-webhooks.ts'

/** The binary of a build of amazon-eks-pod-identity-webhook, which is not of this repository. */
const program = process.env['STOCK_WEBHOOK']
const name = 'the stock webhook and ours make the same of a pod'

const irsa = {
  volume: 'aws-iam-token',
  path: '/var/run/secrets/eks.amazonaws.com/serviceaccount',
  role: 'AWS_ROLE_ARN',
  file: 'AWS_WEB_IDENTITY_TOKEN_FILE',
}
const podIdentity = {
  volume: 'eks-pod-identity-token',
  path: '/var/run/secrets/pods.eks.amazonaws.com/serviceaccount',
  role: 'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  file: 'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
}
const role = { 'role-arn': 'arn:aws:iam::111122223333:role/reports' }
/** Their annotations. A day of Pod Identity is spread by chance, so it is not asked for. */
const serviceAccounts = [
  { account: 'bare', token: irsa, annotations: role },
  {
    account: 'full',
    token: irsa,
    annotations: { ...role, audience: 'mine', 'sts-regional-endpoints': 'T', 'token-expiration': '7200' },
  },
  {
    account: 'plain-sts',
    token: irsa,
    annotations: { ...role, 'sts-regional-endpoints': '0', 'token-expiration': 'never' },
  },
  { account: 'identity', token: podIdentity, annotations: { ...role, 'token-expiration': '3600' } },
] as const
const flagSets = [
  { title: 'as they start by themselves', flags: [] },
  {
    title: 'with a region, regional STS and a short time to live',
    flags: ['--aws-default-region=eu-central-1', '--sts-regional-endpoint', '--token-expiration=300'],
  },
  {
    title: 'with other audiences',
    flags: ['--token-audience=other', '--container-credentials-audience=pods.example.com'],
  },
]
const pods = 60

if (program) {
  onControlPlane(name, (controlPlane) => {
    let identities = ''
    beforeAll(async () => {
      const { api, folder, makeNamespace } = controlPlane()
      await makeNamespace('shop')
      for (const { account, annotations } of serviceAccounts) {
        const prefixed = Object.entries(annotations).map(([key, value]) => [
          `eks.amazonaws.com/${key}`,
          value,
        ])
        await api
          .serviceAccounts('shop')
          .create({ metadata: { name: account, annotations: Object.fromEntries(prefixed) } })
      }
      identities = join(folder, 'identities.json')
      const list = [{ namespace: 'shop', serviceAccount: 'identity' }]
      writeFileSync(identities, JSON.stringify({ identities: list }))
    })

    /** As a kube-apiserver would store them: what it adds itself is in all of them. */
    async function stored(inject: Inject, made: readonly object[]): Promise<readonly object[]> {
      const items = await Promise.all(made.map(inject))
      const named = items.map((item, at) => {
        const pod = item as { readonly metadata: object }
        return { ...pod, metadata: { ...pod.metadata, name: `pod-${at}`, namespace: 'shop' } }
      })
      const line = ['create', '--dry-run=server', '--validate=ignore', '-o', 'yaml', '-f', '-']
      const { code, output, errors } = await controlPlane().kubectl(line, {
        apiVersion: 'v1',
        kind: 'List',
        items: named,
      })
      expect([code, errors.replaceAll(/^Warning: .*\n/gm, '')]).toEqual([0, ''])
      return parseAllDocuments(output).map((document) => withoutChance(document.toJS()))
    }

    describe.each(flagSets)('$title', ({ flags }) => {
      let both: TwoWebhooks | undefined
      beforeAll(async () => {
        const line = [...flags, `--watch-container-credentials-config=${identities}`]
        both = await twoWebhooks(controlPlane(), program, line)
      })
      afterAll(() => both?.stop())

      test.each(serviceAccounts)('for $account', async ({ account, token }) => {
        const { stock, ours } = both as TwoWebhooks
        const made = fc.sample(plainPod(account, token), { numRuns: pods, seed: 20_261 })
        // It says that it is alive before it knows anything.
        const [probe = {}] = made
        await expect.poll(() => stock(probe)).not.toEqual(probe)

        const [theirs, own] = [await stored(stock, made), await stored(ours, made)]
        expect(own).toEqual(theirs)
        expect(own).toHaveLength(pods)
        expect(JSON.stringify(own).split(token.file).length).toBeGreaterThan(pods)
      })
    })
  })
} else {
  console.log(`skipped: ${name}: STOCK_WEBHOOK names no binary of it`)
  test.skip(name, () => {})
}

/** Without what the time of its creation decides, and without the order of volumes, which means nothing. */
function withoutChance(pod: {
  readonly metadata: { readonly labels?: object; readonly annotations?: object }
  readonly spec: { readonly volumes: readonly { readonly name: string }[] }
}): object {
  const { labels, annotations } = pod.metadata
  const volumes = pod.spec.volumes.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return { labels, annotations, spec: { ...pod.spec, volumes } }
}
