import { randomUUID } from 'node:crypto'
import type { Claims } from '@rolecall/tokens'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { badTokenRows } from '../../../../tokens/test/bad-tokens.data.ts'
import { badTokens } from '../../../../tokens/test/bad-tokens.ts'
import { startTestIssuer, type TestIssuer } from '../../start-test-issuer.ts'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { outcome } from '../sts/sts-calls.ts'
import { connectCluster } from './connect-cluster.ts'
import { AssumeRoleForPodIdentityCommand, EKSAuthClient } from './eks-auth-sdk.ts'
import { type PodWorld, startPodWorld } from './pod-world.ts'

const invalid = 'InvalidTokenException: The token included in the request is invalid: '

describe('of an embedded cluster', () => {
  let world: PodWorld
  beforeAll(async () => {
    world = await startPodWorld()
    await world.associate({ roleArn: await world.makeRole('payments') })
  })
  afterAll(async () => {
    expect(world.server.errors).toEqual([])
    await world.close()
  })

  test('a token of another audience', async () => {
    for (const audience of [
      'sts.amazonaws.com',
      'https://kubernetes.default.svc',
      'pods.eks.amazonaws.com.evil',
    ])
      expect(await outcome(world.assume(await world.podToken({ audience })))).toBe(
        `${invalid}its audience is not pods.eks.amazonaws.com.`,
      )
  })

  test('a token of another cluster, also where that has the same association', async () => {
    const cluster = await world.makeCluster('other')
    await world.associate({ clusterName: 'other', roleArn: 'arn:aws:iam::111122223333:role/payments' })
    const token = await world.podToken({ cluster })
    expect(await outcome(world.assume(token, 'other'))).toBe('ok')
    expect(await outcome(world.assume(token, 'shop'))).toBe(
      `${invalid}it is not of the issuer of this cluster.`,
    )
  })

  test('a token of another namespace or ServiceAccount gets nothing of this one', async () => {
    for (const where of [{ namespace: 'orders' }, { serviceAccount: 'web', pod: 'web' }])
      expect(await outcome(world.assume(await world.podToken(where)))).toMatch(
        /^ResourceNotFoundException: No pod identity association found/,
      )
  })

  test('a token that is bound to no pod', async () => {
    expect(await outcome(world.assume(await world.podToken({ boundTo: 'nothing' })))).toBe(
      `${invalid}it is not bound to a pod.`,
    )
  })

  test('the token of a pod that was deleted, and made again under its name', async () => {
    const where = { pod: 'short-lived' }
    const token = await world.podToken(where)
    expect(await outcome(world.assume(token))).toBe('ok')
    await world.deletePod(where)
    const gone = `${invalid}the pod that it is bound to does not exist any more.`
    expect(await outcome(world.assume(token))).toBe(gone)
    const newer = await world.podToken(where)
    expect(await outcome(world.assume(token))).toBe(gone)
    expect(await outcome(world.assume(newer))).toBe('ok')
  })

  test('a token whose signature is another’s', async () => {
    const [header, , signature] = (await world.podToken({})).split('.')
    const [, claims] = (await world.podToken({ serviceAccount: 'web', pod: 'web' })).split('.')
    expect(await outcome(world.assume(`${header}.${claims}.${signature}`))).toMatch(
      /^InvalidTokenException: .*the signature of the token is not its issuer’s/,
    )
  })

  test.each(['', '.', 'x'.repeat(20_001)])('%j', async (token) => {
    expect(await outcome(world.assume(token))).toMatch(/^(ValidationException|InvalidTokenException): /)
  })

  test('a token after its end, in AWS’s words', async () => {
    const own = await startPodWorld()
    try {
      await own.associate({ roleArn: await own.makeRole('payments') })
      const token = await own.podToken({})
      own.server.advance(50 * 60_000)
      expect(await outcome(own.assume(token))).toBe('ok')
      own.server.advance(10 * 60_000)
      const { credentials } = own.server
      expect(await outcome(own.assume(token, 'shop', credentials))).toMatch(
        /^ExpiredTokenException: The token included in the request is expired: current date\/time \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z must be before the expiration date\/time \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\.$/,
      )
    } finally {
      await own.close()
    }
  })
})

describe('of a cluster whose keys are elsewhere', () => {
  let issuer: TestIssuer
  let server: TestServer
  let claims: Claims
  let bad: ReadonlyMap<string, string>
  beforeAll(async () => {
    issuer = await startTestIssuer()
    const world = await startPodWorld()
    await world.associate({ roleArn: await world.makeRole('payments') })
    await world.server.stop()
    await connectCluster(world.server.folder, issuer)
    server = await startTestServer({ folder: world.server.folder })
    const now = Math.floor(server.now() / 1000)
    claims = {
      iss: issuer.url,
      sub: 'system:serviceaccount:payments:api',
      aud: ['pods.eks.amazonaws.com'],
      iat: now,
      nbf: now,
      exp: now + 3600,
      jti: randomUUID(),
      'kubernetes.io': {
        namespace: 'payments',
        serviceaccount: { name: 'api', uid: randomUUID() },
        pod: { name: 'api-1', uid: randomUUID() },
      },
    }
    bad = new Map((await badTokens(issuer.url, issuer.key, claims)).map(({ name, token }) => [name, token]))
  })
  afterAll(async () => {
    expect(server.errors).toEqual([])
    await issuer.close()
    await server.close()
  })

  const assume = async (token: string) => {
    const client = server.client(EKSAuthClient)
    return outcome(client.send(new AssumeRoleForPodIdentityCommand({ clusterName: 'shop', token })))
  }

  test('the good one is good, also when the pod is not known here', async () => {
    expect(await assume(await issuer.token(claims))).toBe('ok')
  })

  const rows = badTokenRows.filter(({ only }) => only === undefined || only === 'RS256')
  test.each(rows.map(({ name, code }) => [name, code]))('%s', async (name, code) => {
    const token = bad.get(name)
    expect(token).toBeDefined()
    expect(await assume(token ?? '')).toMatch(
      code === 'expired'
        ? /^ExpiredTokenException: The token included in the request is expired: /
        : // An empty text is no token at all, and one too long is not read.
          /^(InvalidTokenException: The token included in the request is invalid: |ValidationException: |RequestEntityTooLarge: )/,
    )
  })

  const subject = { namespace: 'payments', serviceaccount: { name: 'api', uid: 'u' } }
  test.each<[string, Claims, string]>([
    ['another audience', { aud: ['sts.amazonaws.com'] }, 'its audience is not pods.eks.amazonaws.com'],
    ['no audience', { aud: [] }, 'its audience is not pods.eks.amazonaws.com'],
    ['no ServiceAccount', { 'kubernetes.io': undefined }, 'it is not of a ServiceAccount'],
    [
      'a subject that says otherwise',
      { sub: 'system:serviceaccount:orders:api' },
      'it is not of a ServiceAccount',
    ],
    ['no pod', { 'kubernetes.io': subject }, 'it is not bound to a pod'],
    [
      'a pod without uid',
      { 'kubernetes.io': { ...subject, pod: { name: 'p' } } },
      'it is not of a ServiceAccount',
    ],
    [
      'a node in place of a pod',
      { 'kubernetes.io': { ...subject, node: { name: 'n', uid: 'u' } } },
      'it is not bound to a pod',
    ],
    [
      'a namespace __proto__',
      { 'kubernetes.io': { ...subject, namespace: '__proto__' }, sub: 'system:serviceaccount:__proto__:api' },
      'it is not of a ServiceAccount',
    ],
  ])('%s', async (_name, more, because) => {
    expect(await assume(await issuer.token({ ...claims, ...more }))).toBe(`${invalid}${because}.`)
  })

  test('while its issuer does not answer, a key that is not known yet: the agent asks again', async () => {
    const other = await startTestIssuer({ answerKeys: (request) => request.socket.destroy() })
    const own = await startPodWorld()
    await own.associate({ roleArn: await own.makeRole('payments') })
    await own.server.stop()
    await connectCluster(own.server.folder, other)
    const token = await other.token({ ...claims, iss: other.url })
    const again = await startTestServer({ folder: own.server.folder })
    try {
      const client = again.client(EKSAuthClient)
      const error = await client
        .send(new AssumeRoleForPodIdentityCommand({ clusterName: 'shop', token }))
        .catch((caught) => caught)
      expect([error.name, error.$metadata?.httpStatusCode]).toEqual(['ServiceUnavailableException', 503])
      expect(other.asked).toContain('/keys')
    } finally {
      await again.close()
      await other.close()
    }
  })
})
