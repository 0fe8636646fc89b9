import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import { EKSClient } from '@aws-sdk/client-eks'
import { EnableOutboundWebIdentityFederationCommand, IAMClient } from '@aws-sdk/client-iam'
import { GetWebIdentityTokenCommand, STSClient } from '@aws-sdk/client-sts'
import { readToken } from '@rolecall/tokens'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { RotateClusterKeys$ } from '../../../src/services/eks/cluster/rotate-cluster-keys-schema.ts'
import { extensionCommand } from '../../extension-command.ts'
import {
  eksToken,
  kubernetesCall,
  type MadeCluster,
  makeCluster,
} from '../../kubernetes-api/cluster-access.ts'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { startStillServer } from '../start-still-server.ts'
import { outcome } from '../sts/sts-calls.ts'
import { exchange, federate, register } from './connected-cluster-calls.ts'

const hour = 3_600_000
const day = 24 * hour
const RotateClusterKeysCommand = extensionCommand(RotateClusterKeys$)
const rotate = (server: TestServer, name: string, immediately?: boolean) =>
  server.client(EKSClient).send(new RotateClusterKeysCommand({ name, immediately }) as never)

async function podToken(server: TestServer, { name, endpoint }: MadeCluster): Promise<string> {
  const { body } = await kubernetesCall(endpoint, {
    method: 'POST',
    path: '/api/v1/namespaces/default/serviceaccounts/default/token',
    token: eksToken({ credentials: server.credentials, cluster: name, time: server.now() }),
    body: { spec: { audiences: ['sts.amazonaws.com'], expirationSeconds: 86_400 } },
  })
  return body.status.token
}

const keyIdOf = (token: string) => {
  const reading = readToken(token)
  return reading.ok ? reading.token.header.kid : undefined
}

async function published(issuer: string, path = '/keys'): Promise<string[]> {
  const answer = await fetch(`${issuer}${path}`)
  expect(answer.headers.get('cache-control')).toBe('public, max-age=60')
  const { keys } = (await answer.json()) as { keys: { kid: string }[] }
  return keys.map(({ kid }) => kid)
}

/** Where a server that started again on another port has what its URLs of before name. */
const on = (server: TestServer, url: string) => `${server.url}${new URL(url).pathname}`

let server: TestServer
beforeAll(async () => {
  server = await startStillServer()
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

test('a new key is published an hour before it signs, and the old one until its last token ends', async () => {
  const made = await makeCluster(server, 'shop')
  const role = await federate(server, made.issuer, 'shop')
  const first = await podToken(server, made)
  await rotate(server, 'shop')
  const keys = await published(made.issuer)
  expect(keys).toEqual([keyIdOf(first), expect.any(String)])
  const still = await podToken(server, made)
  expect(keyIdOf(still)).toBe(keys[0])
  server.advance(hour)
  const next = await podToken(server, made)
  expect(keyIdOf(next)).toBe(keys[1])
  for (const token of [first, still, next]) expect(await exchange(server, role, token)).toBe('ok')
  server.advance(day - hour - 60_000)
  expect(await exchange(server, role, first)).toBe('ok')
  server.advance(hour + 61_000)
  expect(await published(made.issuer)).toEqual([keys[1]])
  expect(await exchange(server, role, first)).toMatch(/^(ExpiredToken|InvalidIdentityToken)/)
})

test('in a hurry it signs at once, and no call fails while twenty clients exchange', async () => {
  const made = await makeCluster(server, 'busy')
  const role = await federate(server, made.issuer, 'busy')
  const seen = new Set<string | undefined>()
  let goesOn = true
  const newest = async () => (await published(made.issuer)).at(-1)
  const clients = Array.from({ length: 20 }, async () => {
    const came: string[] = []
    while (goesOn) {
      const token = await podToken(server, made)
      seen.add(keyIdOf(token))
      came.push(await exchange(server, role, token))
    }
    return came
  })
  try {
    for (let at = 0; at < 5; at++) {
      await rotate(server, 'busy', true)
      const next = await newest()
      await expect.poll(() => seen).toContain(next)
    }
  } finally {
    goesOn = false
  }
  const came = (await Promise.all(clients)).flat()
  expect(new Set(came)).toEqual(new Set(['ok']))
  expect(keyIdOf(await podToken(server, made))).toBe(await newest())
})

describe('is refused', () => {
  test('for a connected cluster, whose keys are elsewhere', async () => {
    await register(server, 'there')
    expect(await outcome(rotate(server, 'there'))).toMatch(
      /^InvalidRequestException: The cluster there is a connected cluster and has its keys itself/,
    )
  })

  test('for none', async () => {
    expect(await outcome(rotate(server, 'none'))).toMatch(
      /^ResourceNotFoundException: No cluster found for name: none\.$/,
    )
  })

  test('once ten keys are published, so that nobody pushes good ones out', async () => {
    const made = await makeCluster(server, 'many')
    for (let at = 0; at < 9; at++) await rotate(server, 'many', at % 2 === 0)
    const before = await published(made.issuer)
    expect(before).toHaveLength(10)
    expect(await outcome(rotate(server, 'many'))).toMatch(
      /^ResourceLimitExceededException: The issuer publishes 10 keys/,
    )
    expect(await published(made.issuer)).toEqual(before)
  })
})

test('the call is in the trail, without keys', async () => {
  await makeCluster(server, 'trailed')
  await rotate(server, 'trailed', true)
  const { Events = [] } = await server.client(CloudTrailClient).send(
    new LookupEventsCommand({
      LookupAttributes: [{ AttributeKey: 'ResourceName', AttributeValue: 'trailed' }],
    }),
  )
  const event = Events.find(({ EventName }) => EventName === 'RotateClusterKeys')
  expect(JSON.parse(event?.CloudTrailEvent ?? '')).toMatchObject({
    eventSource: 'eks.amazonaws.com',
    requestParameters: { name: 'trailed', immediately: true },
  })
  expect(event?.CloudTrailEvent).not.toContain('sealedPrivateJwk')
})

test('by itself, every issuer has a new key once the newest is a week old', async () => {
  const own = await startTestServer()
  const made = await makeCluster(own, 'weekly')
  const role = await federate(own, made.issuer, 'weekly')
  const { IssuerIdentifier: outbound = '' } = await own
    .client(IAMClient)
    .send(new EnableOutboundWebIdentityFederationCommand({}))
  const jwks = '/.well-known/jwks.json'
  await expect.poll(() => published(outbound, jwks)).toHaveLength(2)
  await own.stop()
  let late = 7 * day - 60_000
  const restart = () => startTestServer({ folder: own.folder, clock: () => Date.now() + late })
  let again = await restart()
  await again.stop()
  again = await restart()
  expect(await published(on(again, made.issuer))).toHaveLength(1)
  await again.stop()
  late = 7 * day + 60_000
  again = await restart()
  again.advance(late)
  await expect.poll(() => published(on(again, made.issuer))).toHaveLength(2)
  await expect.poll(() => published(on(again, outbound), jwks)).toHaveLength(4)
  const cluster = { ...made, endpoint: on(again, made.endpoint) }
  const token = await podToken({ ...again, now: () => Date.now() + late }, cluster)
  expect(keyIdOf(token)).toBe((await published(on(again, made.issuer)))[0])
  expect(await exchange(again, role, token)).toBe('ok')
  const { WebIdentityToken = '' } = await again
    .client(STSClient)
    .send(new GetWebIdentityTokenCommand({ Audience: ['a'], SigningAlgorithm: 'ES384' }))
  expect(await published(on(again, outbound), jwks)).toContain(keyIdOf(WebIdentityToken))
  await again.stop()
  // Once is enough.
  again = await restart()
  await again.stop()
  again = await restart()
  expect(await published(on(again, made.issuer))).toHaveLength(2)
  expect(again.errors).toEqual([])
  await again.close()
})

test('how often is a setting', async () => {
  const own = await startTestServer({ rotateIssuerKeysAfter: 1 })
  const made = await makeCluster(own, 'daily')
  await own.stop()
  const again = await startTestServer({ folder: own.folder, rotateIssuerKeysAfter: 1 })
  await expect.poll(() => published(on(again, made.issuer))).toHaveLength(2)
  await again.close()
})
