import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateSigningKey, jwksDocument } from '@rolecall/tokens'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestIssuer, type TestIssuer } from '../../server/test/start-test-issuer.ts'
import { testAuthorities } from '../../server/test/test-authorities.data.ts'
import { keySources } from '../src/index.ts'
import { agentWorld } from './agent-world.ts'

const folder = mkdtempSync(join(tmpdir(), 'rolecall-keys-'))
const said: string[] = []
const write = (fields: object, message: string) => void said.push(JSON.stringify({ message, ...fields }))
const log = { trace: write, debug: write, info: write, warn: write, error: write }
let now = Date.now()
let issuer: TestIssuer
const tools = (describeIssuer: () => Promise<string> = async () => issuer.url) => ({
  clock: () => now,
  log,
  environment: {},
  describeIssuer,
})

beforeAll(async () => {
  issuer = await startTestIssuer()
})
afterAll(async () => {
  await issuer.close()
  rmSync(folder, { recursive: true })
})

it('a file of keys is read again when a token names another one', async () => {
  const [first, second] = [await generateSigningKey('ES256'), await generateSigningKey('RS256')]
  const file = join(folder, 'jwks.json')
  writeFileSync(file, JSON.stringify(jwksDocument([first])))
  const source = keySources['jwks']?.(tools(), file)
  const known = async (kid: string) =>
    (await source?.keys('any', kid))?.keySet.keys.some((one) => one.kid === kid)
  expect([await known(first.kid), await known(second.kid)]).toEqual([true, false])
  writeFileSync(file, JSON.stringify(jwksDocument([first, second])))
  expect(await known(second.kid)).toBe(false)
  now += 3000
  expect(await known(second.kid)).toBe(true)
  // What cannot be read leaves what is held.
  writeFileSync(file, '{')
  now += 10 * 60_000
  await known(first.kid)
  expect(await known(first.kid)).toBe(true)
  await expect.poll(() => said.join()).toContain('the key set is no JSON Web Key Set')
})

it.each(['issuer', 'cluster'])(
  'the keys of %s are those of its discovery document, and its name is known',
  async (name) => {
    const found = await keySources[name]?.(tools(), issuer.url).keys('https://other.example', issuer.key.kid)
    expect(found?.issuer).toBe(issuer.url)
    expect(found?.keySet.keys.map(({ kid }) => kid)).toEqual([issuer.key.kid])
  },
)

it.each([
  ['a missing file', 'jwks', join(folder, 'nowhere'), 'ENOENT'],
  ['an issuer nobody answers for', 'issuer', 'http://127.0.0.1:1', 'cannot be reached'],
  ['an issuer in the clear', 'issuer', 'http://example.com', 'is no URL that keys are fetched from'],
  ['a place outside a cluster', 'apiserver', '', 'this is no pod of a cluster'],
])('%s gives no keys and says why', async (_name, source, at, reason) => {
  const before = said.length
  expect(await keySources[source]?.(tools(), at).keys('any', 'kid')).toBe(undefined)
  expect(said.slice(before).join()).toContain(reason)
})

it('an issuer whose certificate is not trusted here gives no keys, and what mends it is said', async () => {
  const own = await startTestIssuer({ tls: testAuthorities.server })
  const before = said.length
  expect(await keySources['issuer']?.(tools(), own.url).keys('any', own.key.kid)).toBe(undefined)
  await own.close()
  expect(said.slice(before)).toEqual([
    JSON.stringify({
      message: 'no keys to verify tokens with',
      source: own.url,
      reason:
        'the issuer shows a certificate of an authority that is not trusted here; name that authority in NODE_EXTRA_CA_CERTS, or give the keys with --jwks FILE',
    }),
  ])
})

it('a cluster that EKS does not describe gives no keys, and EKS Auth is asked', async () => {
  const describeIssuer = async () => {
    throw new Error('DescribeCluster: [1]: (AccessDenied): no, fault: client')
  }
  const world = await agentWorld({ keys: keySources['cluster']?.(tools(describeIssuer), '') })
  expect((await world.ask(await world.token())).status).toBe(200)
  expect(said.join()).toContain('DescribeCluster: [1]')
  await world.close()
})

it('a token of another issuer than the cluster’s is refused', async () => {
  const world = await agentWorld({ keys: keySources['issuer']?.(tools(), issuer.url) })
  const { signToken } = await import('@rolecall/tokens')
  const token = await signToken(world.claims(), issuer.key)
  const { status, body } = await world.ask(token)
  expect([status, body['Message']]).toEqual([
    400,
    'Service account token failed signature validation: the token comes from another issuer',
  ])
  await world.close()
})
