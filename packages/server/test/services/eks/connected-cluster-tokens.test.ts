import type { RequestListener } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import {
  DeregisterClusterCommand,
  EKSClient,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-eks'
import { discoveryDocument, generateSigningKey, jwksDocument, signToken } from '@rolecall/tokens'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { goodClaims, startTestIssuer, type TestIssuer } from '../../start-test-issuer.ts'
import { type Credentials, startTestServer, type TestServer } from '../../start-test-server.ts'
import { testAuthorities } from '../../test-authorities.data.ts'
import { startStillServer } from '../start-still-server.ts'
import { exchange, federate, putIssuer, register } from './connected-cluster-calls.ts'
import { otherAccount } from './other-account.ts'

let server: TestServer
let other: { account: string; credentials: Credentials }
const issuers: TestIssuer[] = []
beforeAll(async () => {
  server = await startTestServer()
  other = await otherAccount(server)
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  for (const one of issuers) await one.close()
  await server.close()
})

async function issuer(options: Parameters<typeof startTestIssuer>[0] = {}): Promise<TestIssuer> {
  const made = await startTestIssuer(options)
  issuers.push(made)
  return made
}
const tls = testAuthorities.server
const noKey = /^InvalidIdentityToken: Couldn't retrieve verification key from your identity provider/
const ca = (pem: string) => ({ data: Buffer.from(pem).toString('base64') })

describe('keys that were uploaded', () => {
  const url = 'https://nobody.reaches.example/id/a'

  test('verify the tokens of a cluster that nobody reaches, in its account and in no other', async () => {
    const key = await generateSigningKey('RS256')
    const role = await federate(server, url, 'uploaded')
    const there = await federate(server, url, 'uploaded', other.credentials)
    const token = () => signToken(goodClaims(url), key)
    expect(await exchange(server, role, await token())).toMatch(noKey)
    await register(server, 'uploaded')
    await putIssuer(server, { name: 'uploaded', issuer: url, keys: JSON.stringify(jwksDocument([key])) })
    expect(await exchange(server, role, await token())).toBe('ok')
    expect(await exchange(server, there, await token())).toMatch(noKey)

    const next = await generateSigningKey('ES256')
    const later = await signToken(goodClaims(url), next)
    expect(await exchange(server, role, later)).toMatch(noKey)
    await putIssuer(server, {
      name: 'uploaded',
      issuer: url,
      keys: JSON.stringify(jwksDocument([key, next])),
    })
    expect(await exchange(server, role, later)).toBe('ok')
    expect(await exchange(server, role, await token())).toBe('ok')
    await putIssuer(server, { name: 'uploaded', issuer: url, keys: JSON.stringify(jwksDocument([next])) })
    expect(await exchange(server, role, await token())).toMatch(noKey)

    await server.client(EKSClient).send(new DeregisterClusterCommand({ name: 'uploaded' }))
    expect(await exchange(server, role, later)).toMatch(noKey)
  })

  test('of one account do not speak for the issuer of another', async () => {
    const real = await issuer()
    const forged = await generateSigningKey('RS256')
    const role = await federate(server, real.url, 'real')
    const theirs = await federate(server, real.url, 'real', other.credentials)
    await register(server, 'forger', {
      credentials: other.credentials,
      connectorConfig: { roleArn: `arn:aws:iam::${other.account}:role/agent`, provider: 'OTHER' },
    })
    const keys = JSON.stringify(jwksDocument([forged]))
    await putIssuer(server, { credentials: other.credentials, name: 'forger', issuer: real.url, keys })
    const token = await signToken(goodClaims(real.url), forged)
    expect(await exchange(server, role, token)).toMatch(noKey)
    expect(await exchange(server, theirs, token)).toBe('ok')
    expect(await exchange(server, role, await real.token())).toBe('ok')
    // What was fetched for one account is not taken for the other, either.
    expect(await exchange(server, theirs, await real.token())).toMatch(noKey)
    expect(await exchange(server, role, token)).toMatch(noKey)
  })

  test('are all that is asked: nothing is fetched', async () => {
    const silent = await issuer()
    const key = await generateSigningKey('RS256')
    const role = await federate(server, silent.url, 'silent')
    await register(server, 'silent')
    await putIssuer(server, { name: 'silent', issuer: silent.url, keys: JSON.stringify(jwksDocument([key])) })
    expect(await exchange(server, role, await signToken(goodClaims(silent.url), key))).toBe('ok')
    expect(await exchange(server, role, await silent.token())).toMatch(noKey)
    expect(silent.asked).toEqual([])
  })

  test('are there after a restart', async () => {
    const own = await startTestServer()
    const key = await generateSigningKey('ES384')
    const role = await federate(own, url, 'kept')
    await register(own, 'kept')
    await putIssuer(own, { name: 'kept', issuer: url, keys: JSON.stringify(jwksDocument([key])) })
    await own.stop()
    const again = await startTestServer({ folder: own.folder })
    expect(await exchange(again, role, await signToken(goodClaims(url), key))).toBe('ok')
    await again.close()
  })
})

describe('an issuer with a certificate authority of its own', () => {
  test('is asked by that authority, in the account of its cluster alone', async () => {
    const own = await issuer({ tls })
    const role = await federate(server, own.url, 'private')
    const there = await federate(server, own.url, 'private', other.credentials)
    expect(await exchange(server, role, await own.token())).toMatch(noKey)
    await register(server, 'private')
    await putIssuer(server, {
      name: 'private',
      issuer: own.url,
      certificateAuthority: ca(testAuthorities.two),
    })
    expect(await exchange(server, role, await own.token())).toMatch(noKey)
    expect(own.asked).toEqual([])
    await putIssuer(server, {
      name: 'private',
      issuer: own.url,
      certificateAuthority: ca(testAuthorities.one),
    })
    expect(await exchange(server, role, await own.token())).toBe('ok')
    expect(own.asked).toEqual(['/.well-known/openid-configuration', '/keys'])
    expect(await exchange(server, there, await own.token())).toMatch(noKey)
    expect(own.asked).toHaveLength(2)
  })

  test('rotates without a lost call, also with the old key withdrawn', async () => {
    const own = await issuer({ tls, algorithm: 'ES256' })
    const role = await federate(server, own.url, 'rotating')
    await register(server, 'rotating')
    await putIssuer(server, {
      name: 'rotating',
      issuer: own.url,
      certificateAuthority: ca(testAuthorities.one),
    })
    for (const keep of [true, false, true]) {
      const tokens = await Promise.all(Array.from({ length: 20 }, () => own.token()))
      const came = await Promise.all(tokens.map((token) => exchange(server, role, token)))
      expect(new Set(came)).toEqual(new Set(['ok']))
      await own.rotate(keep)
    }
    expect(await exchange(server, role, await own.token())).toBe('ok')
  })

  describe('is asked no more often for invented keys because the cluster is written', () => {
    const authority = (name: string, url: string, pem: string) =>
      putIssuer(server, { name, issuer: url, certificateAuthority: ca(pem) })
    const writes: [string, (name: string, arn: string, url: string, round: number) => Promise<unknown>][] = [
      [
        'TagResource',
        (_, resourceArn, __, round) =>
          server.client(EKSClient).send(new TagResourceCommand({ resourceArn, tags: { round: `${round}` } })),
      ],
      [
        'TagResource and UntagResource',
        async (_, resourceArn) => {
          const eks = server.client(EKSClient)
          await eks.send(new TagResourceCommand({ resourceArn, tags: { a: 'b' } }))
          await eks.send(new UntagResourceCommand({ resourceArn, tagKeys: ['a'] }))
        },
      ],
      ['PutClusterIssuer of the same', (name, _, url) => authority(name, url, testAuthorities.one)],
      [
        'PutClusterIssuer of another endpoint',
        (name, _, url, round) =>
          putIssuer(server, {
            name,
            issuer: url,
            certificateAuthority: ca(testAuthorities.one),
            endpoint: `https://api-${round}.example`,
          }),
      ],
      [
        'PutClusterIssuer of another authority and back',
        async (name, _, url) => {
          await authority(name, url, testAuthorities.two)
          await authority(name, url, testAuthorities.one)
        },
      ],
      [
        'PutClusterIssuer of keys and back',
        async (name, _, url) => {
          const keys = JSON.stringify(jwksDocument([await generateSigningKey('ES256')]))
          await putIssuer(server, { name, issuer: url, keys })
          await authority(name, url, testAuthorities.one)
        },
      ],
    ]
    test.each(writes)('by %s', async (what, write) => {
      const own = await issuer({ tls })
      const name = what.replaceAll(' ', '-')
      const role = await federate(server, own.url, name)
      const { cluster } = await register(server, name)
      await authority(name, own.url, testAuthorities.one)
      const stranger = await generateSigningKey('ES256')
      for (let round = 0; round < 20; round++) {
        const token = await signToken(goodClaims(own.url), { ...stranger, kid: `k${round}` })
        expect(await exchange(server, role, token)).toMatch(noKey)
        await write(name, cluster?.arn ?? '', own.url, round)
      }
      // Five at once, and one for each ten seconds that a slow machine takes; without a bound 20.
      expect(own.asked.length).toBeLessThanOrEqual(2 * 12)
      expect(await exchange(server, role, await own.token())).toBe('ok')
    })
  })

  const hostile: [string, (url: string) => RequestListener][] = [
    [
      'leads elsewhere',
      () => (_, response) => void response.writeHead(302, { location: '/elsewhere' }).end(),
    ],
    [
      'sends without end',
      () => (_, response) => {
        const more = () => {
          while (!response.destroyed && response.write(' '.repeat(65_536)));
        }
        response.on('drain', more)
        more()
      },
    ],
    ['answers an odd status', () => (_, response) => void response.writeHead(999).end('{}')],
    ['answers 204', () => (_, response) => void response.writeHead(204).end()],
    ['hangs up', () => (request) => void request.socket.destroy()],
    [
      'sends keys to http',
      (url) => (_, response) =>
        void response.end(JSON.stringify(discoveryDocument(url, url.replace('https', 'http'), ['RS256']))),
    ],
    [
      'says it is another',
      (url) => (_, response) =>
        void response.end(JSON.stringify(discoveryDocument(`${url}/b`, `${url}/keys`, ['RS256']))),
    ],
  ]
  test.each(hostile)('that %s verifies nothing', async (name, make) => {
    const asked: string[] = []
    const listener: RequestListener = (request, response) => {
      asked.push(request.url ?? '')
      make(url)(request, response)
    }
    const hostileServer = createServer(tls, listener)
    await new Promise<void>((resolve) => hostileServer.listen(0, '127.0.0.1', resolve))
    const url = `https://127.0.0.1:${(hostileServer.address() as AddressInfo).port}`
    const cluster = name.replaceAll(' ', '-')
    const role = await federate(server, url, cluster)
    await register(server, cluster)
    await putIssuer(server, { name: cluster, issuer: url, certificateAuthority: ca(testAuthorities.one) })
    const token = await signToken(goodClaims(url), await generateSigningKey('ES256'))
    expect(await exchange(server, role, token)).toMatch(noKey)
    expect(asked).toEqual(['/.well-known/openid-configuration'])
    hostileServer.closeAllConnections()
    await new Promise((resolve) => hostileServer.close(resolve))
  })
})

test('an issuer that anybody can ask is asked as ever', async () => {
  const open = await issuer()
  const role = await federate(server, open.url, 'open')
  await register(server, 'open')
  await putIssuer(server, { name: 'open', issuer: open.url })
  expect(await exchange(server, role, await open.token())).toBe('ok')
})

test('a flood of invented keys makes no flood of fetches', async () => {
  const still = await startStillServer()
  const open = await issuer()
  const role = await federate(still, open.url, 'flood')
  const stranger = await generateSigningKey('ES256')
  const iat = Math.floor(still.now() / 1000)
  const claims = { ...goodClaims(open.url), iat, nbf: iat, exp: iat + 600 }
  for (let round = 0; round < 10; round++) {
    await Promise.all(
      Array.from({ length: 10 }, async (_, at) => {
        const token = await signToken(claims, { ...stranger, kid: `k${round}-${at}` })
        expect(await exchange(still, role, token)).toMatch(noKey)
      }),
    )
  }
  // Five times two documents: what is let through later is so by the clock, which stands still.
  expect(open.asked).toHaveLength(2 * 5)
  expect(await exchange(still, role, await open.token(claims))).toBe('ok')
  await still.close()
})
