import { expect, it } from 'vitest'
import {
  mutatePod,
  podIdentityWiring,
  serviceAccountWiring,
  stockSettings,
  type Wiring,
} from '../src/index.ts'
import { injection } from '../src/injection.ts'

const annotations = {
  'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/r',
  'eks.amazonaws.com/audience': 'mine',
  'eks.amazonaws.com/sts-regional-endpoints': 'true',
  'eks.amazonaws.com/token-expiration': '900',
}
const settings = { ...stockSettings, region: 'eu-west-1' }
const rows: readonly (readonly [Wiring['method'], Wiring | undefined, string])[] = [
  [
    'irsa',
    serviceAccountWiring(annotations, settings),
    '/var/run/secrets/eks.amazonaws.com/serviceaccount/token',
  ],
  [
    'pod-identity',
    podIdentityWiring(annotations, settings),
    '/var/run/secrets/pods.eks.amazonaws.com/serviceaccount/eks-pod-identity-token',
  ],
]

it.each(rows)('by %s gives a process what the webhook gives a pod', (method, wiring, tokenFile) => {
  const pod = {
    metadata: { labels: {} },
    spec: { serviceAccountName: 'reports', containers: [{ name: 'app' }] },
  }
  const { patch } = mutatePod(pod, wiring as Wiring, settings)
  const env = patch.find(({ path }) => path.endsWith('/env'))?.value as { name: string; value: string }[]
  const volume = JSON.stringify(patch.find(({ path }) => path.endsWith('/volumes'))?.value)
  const injected = injection(method, annotations, 'eu-west-1')
  expect(Object.entries(injected?.environment(tokenFile) ?? {})).toEqual(
    env.map(({ name, value }) => [name, value]),
  )
  expect(volume).toContain(
    `"audience":"${injected?.token.audience}","expirationSeconds":${injected?.token.expirationSeconds}`,
  )
})

it('gives nothing without a role, and says what could not be read', () => {
  expect(injection('irsa', {}, 'eu-west-1')).toBeUndefined()
  const odd = { ...annotations, 'eks.amazonaws.com/token-expiration': '1h' }
  expect(injection('irsa', odd, 'eu-west-1')?.warnings).toEqual([
    'annotation eks.amazonaws.com/token-expiration of the ServiceAccount cannot be read',
  ])
})
