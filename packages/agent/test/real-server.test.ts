import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  DeletePodIdentityAssociationCommand,
  EKSClient,
  UpdatePodIdentityAssociationCommand,
} from '@aws-sdk/client-eks'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { fromHttp } from '@aws-sdk/credential-providers'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type PodWorld, startPodWorld } from '../../server/test/services/eks-auth/pod-world.ts'
import { account, assume, trust } from '../../server/test/services/sts/sts-calls.ts'
import {
  type AgentConfig,
  type AgentLog,
  describeIssuer,
  keySources,
  type RunningAgent,
  startAgent,
} from '../src/index.ts'
import { patientTiming } from './patient-timing.ts'

const folder = mkdtempSync(join(tmpdir(), 'rolecall-agent-'))
const said: string[] = []
const write = (fields: object, message: string) => void said.push(JSON.stringify({ message, ...fields }))
const log: AgentLog = { trace: write, debug: write, info: write, warn: write, error: write }
let world: PodWorld
let config: AgentConfig
let agent: RunningAgent
let associationId: string

beforeAll(async () => {
  world = await startPodWorld()
  const roleArn = await world.makeRole('payments')
  await world.makeRole('archive')
  associationId = (await world.associate({ roleArn })).id
  const credentials = [{ name: 'node', provide: async () => world.node }]
  const clock = () => world.server.now()
  const cluster = {
    clusterName: 'shop',
    region: 'us-east-1',
    endpoint: world.server.url,
    environment: {},
    clock,
    log,
  }
  const tools = {
    clock,
    log,
    environment: {},
    describeIssuer: () =>
      describeIssuer({
        ...cluster,
        credentials: [{ name: 'test', provide: async () => world.server.credentials }],
      }),
  }
  config = {
    ...cluster,
    endpoint: new URL(world.server.url),
    credentials,
    keys: keySources['cluster']?.(tools, ''),
    bindHosts: ['127.0.0.1'],
    port: 0,
    allowedHosts: [],
    audiences: ['pods.eks.amazonaws.com'],
    rotateCredentials: false,
    probePort: 0,
    metricsAddress: '127.0.0.1',
    metricsPort: 0,
    maxCacheSize: 100,
    maxRetentionMs: 3 * 3_600_000,
    maxServiceQps: 3,
    maxSourceRps: 0,
    random: randomBytes,
    timing: patientTiming,
  }
  agent = await startAgent(config)
  // Until then a token is left to the server, and what is not verified here shares no session.
  await vi.waitFor(async () => expect(await config.keys?.keys('', undefined)).toBeDefined(), 60_000)
})
afterAll(async () => {
  await agent.close()
  await world.close()
  rmSync(folder, { recursive: true })
})

let files = 0
function credentialsOf(token: string) {
  files += 1
  const file = join(folder, `token-${files}`)
  writeFileSync(file, token)
  return fromHttp({
    awsContainerCredentialsFullUri: agent.urls()[0] ?? '',
    awsContainerAuthorizationTokenFile: file,
    maxRetries: 0,
    timeout: 60_000,
  })()
}

async function callerOf(token: string): Promise<string> {
  const credentials = await credentialsOf(token)
  const sts = new STSClient({ endpoint: world.server.url, region: 'us-east-1', credentials })
  const { Arn = '' } = await sts.send(new GetCallerIdentityCommand({}))
  sts.destroy()
  return Arn
}

it('a pod of a Rolecall server is who its association says, and a rotated token too', async () => {
  const first = await callerOf(await world.podToken({}))
  expect(first).toMatch(/^arn:aws:sts::111122223333:assumed-role\/payments\/eks-shop-/)
  expect(await callerOf(await world.podToken({}))).toBe(first)
  expect(said.join()).not.toContain('no keys')
})

it('a pod without association is told so by the server', async () => {
  const token = await world.podToken({ serviceAccount: 'other', pod: 'other-0' })
  await expect(credentialsOf(token)).rejects.toMatchObject({
    Code: 'ResourceNotFoundException',
    Message: expect.stringContaining('No pod identity association found for service account payments/other'),
  })
})

it('a token of another cluster is refused before the server hears of it', async () => {
  const cluster = await world.makeCluster('other')
  await expect(credentialsOf(await world.podToken({ cluster }))).rejects.toMatchObject({
    Code: 'InvalidTokenException',
    Message: expect.stringContaining('the token comes from another issuer'),
  })
})

it('a changed association is followed, and a deleted one ends what was given', async () => {
  const token = await world.podToken({})
  const eks = world.server.client(EKSClient)
  const names = { clusterName: 'shop', associationId }
  const roleArn = 'arn:aws:iam::111122223333:role/archive'
  await eks.send(new UpdatePodIdentityAssociationCommand({ ...names, roleArn }))
  await expect.poll(() => callerOf(token)).toContain(':assumed-role/archive/')
  await eks.send(new DeletePodIdentityAssociationCommand(names))
  await expect.poll(() => credentialsOf(token).catch((error) => error.Code)).toBe('ResourceNotFoundException')
})

it.each([
  ['a cluster that is not there', 'shpo', 'node', 'EKS Auth knows no cluster shpo: look at --cluster-name'],
  [
    'credentials without the permission',
    'shop',
    'payments-of-nobody',
    "the agent's credentials may not eks-auth:AssumeRoleForPodIdentity on this cluster",
  ],
])('%s: the agent is not ready, and says why without a pod', async (_name, clusterName, role, reason) => {
  const made = role === 'node' ? world.node : await powerless(role)
  const credentials = [{ name: 'node', provide: async () => made }]
  const wrong = await startAgent({ ...config, clusterName, credentials, keys: undefined })
  try {
    await expect.poll(() => wrong.unready()).toBe(reason)
    expect(said.filter((line) => line === JSON.stringify({ message: reason }))).toHaveLength(1)
  } finally {
    await wrong.close()
  }
})

async function powerless(role: string) {
  await world.makeRole(role, trust(account))
  return assume(world.server, world.server.credentials, role)
}
