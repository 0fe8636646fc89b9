import { randomBytes } from 'node:crypto'
import {
  type Claims,
  generateSigningKey,
  type KeySet,
  readKeySet,
  type SigningKey,
  serviceAccountClaims,
  signToken,
} from '@rolecall/tokens'
import {
  type AgentConfig,
  type AgentLog,
  type KeySource,
  type RunningAgent,
  startAgent,
} from '../src/index.ts'
import { type FakeEksAuth, fakeEksAuth } from './fake-eks-auth.ts'

export interface PodName {
  readonly namespace?: string
  readonly serviceAccount?: string
  readonly pod?: string
}

export interface AgentWorld {
  readonly agent: RunningAgent
  readonly upstream: FakeEksAuth
  readonly key: SigningKey
  readonly issuer: string
  /** Of the first address. */
  readonly url: string
  /** All that was logged, as text. */
  readonly logged: string[]
  /** How often the keys of the cluster were asked for, which is done for each token that is looked at. */
  looks(): number
  /** The claims of a pod's token as the API server writes them, each time with another `jti`. */
  claims(pod?: PodName, lifetimeSeconds?: number): Claims
  token(pod?: PodName, lifetimeSeconds?: number): Promise<string>
  ask(token: string, headers?: Readonly<Record<string, string>>): Promise<Answered>
  close(): Promise<void>
}

export interface Answered {
  readonly status: number
  readonly body: Readonly<Record<string, string>>
}

export interface WorldOptions extends Partial<AgentConfig> {
  /** Whether the agent knows the keys of the cluster. */
  readonly knowsKeys?: boolean
}

const issuer = 'https://oidc.example.com/id/1'

/** An agent on loopback before a fake EKS Auth, in which two ServiceAccounts have roles. */
export async function agentWorld({ knowsKeys = true, ...given }: WorldOptions = {}): Promise<AgentWorld> {
  const key = await generateSigningKey('ES256')
  const upstream = await fakeEksAuth('shop', issuer, key, given.clock)
  upstream.associations.set('shop/reports', 'reports').set('shop/orders', 'orders')
  const logged: string[] = []
  const keySet = await readKeySet({ keys: [{ ...key.publicJwk, kid: key.kid, alg: key.algorithm }] })
  if (!keySet.ok) throw new Error(keySet.refusal.message)
  const config = testConfig(upstream, logged, knowsKeys ? keySet.keySet : undefined)
  let looks = 0
  const keys: KeySource = {
    name: 'test',
    keys() {
      looks += 1
      return config.keys.keys()
    },
  }
  const agent = await startAgent({ ...config, keys, ...given })
  const [url = ''] = agent.urls()
  const world: AgentWorld = {
    agent,
    upstream,
    key,
    issuer,
    url,
    logged,
    looks: () => looks,
    claims(
      { namespace = 'shop', serviceAccount = 'reports', pod = 'reports-0' } = {},
      lifetimeSeconds = 3600,
    ) {
      return serviceAccountClaims({
        issuer,
        audiences: ['pods.eks.amazonaws.com'],
        now: Date.now(),
        lifetimeSeconds,
        tokenId: randomBytes(8).toString('hex'),
        namespace,
        serviceAccount: { name: serviceAccount, uid: `uid-of-${serviceAccount}` },
        pod: { name: pod, uid: `uid-of-${pod}` },
      })
    },
    token: (pod, lifetimeSeconds) => signToken(world.claims(pod, lifetimeSeconds), key),
    async ask(token, headers = {}) {
      const answer = await fetch(url, { headers: { authorization: token, ...headers } })
      return { status: answer.status, body: (await answer.json()) as Record<string, string> }
    },
    async close() {
      await upstream.close()
      await agent.close()
    },
  }
  return world
}

/** A quiet agent on free ports whose waits are short. */
export function testConfig(upstream: FakeEksAuth, logged: string[], keySet?: KeySet) {
  const write = (fields: object, message: string) => void logged.push(JSON.stringify({ message, ...fields }))
  const log: AgentLog = { trace: write, debug: write, info: write, warn: write, error: write }
  return {
    clusterName: 'shop',
    region: 'us-east-1',
    endpoint: new URL(upstream.url),
    bindHosts: ['127.0.0.1'],
    port: 0,
    allowedHosts: [],
    audiences: ['pods.eks.amazonaws.com'],
    keys: { name: 'test', keys: async () => keySet && { keySet } },
    credentials: [{ name: 'test', provide: async () => upstream.credentials }],
    rotateCredentials: false,
    probePort: 0,
    metricsAddress: '127.0.0.1',
    metricsPort: 0,
    maxCacheSize: 100,
    maxRetentionMs: 3 * 3_600_000,
    maxServiceQps: 100,
    maxSourceRps: 0,
    environment: {},
    clock: () => Date.now(),
    random: randomBytes,
    log,
    timing: {
      attemptMs: 300,
      backoffMs: 5,
      refusalMs: 50,
      mostPauseMs: 20,
      renewAgainMs: 50,
      sweepMs: 20,
      changesAgainMs: 20,
      changesRefusedMs: 20,
    },
  } satisfies AgentConfig
}
