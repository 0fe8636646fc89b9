import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateSigningKey, jwksDocument, serviceAccountClaims, signToken } from '@rolecall/tokens'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type FakeEksAuth, fakeEksAuth } from '../../../agent/test/fake-eks-auth.ts'
import { ended } from './ended.ts'
import { rolecall } from './rolecall.ts'
import { startRolecall } from './start-rolecall.ts'

const folder = mkdtempSync(join(tmpdir(), 'rolecall-agent-'))
const issuer = 'https://oidc.example.com/id/1'
let upstream: FakeEksAuth
let token: string

beforeAll(async () => {
  const key = await generateSigningKey('RS256')
  upstream = await fakeEksAuth('shop', issuer, key)
  upstream.associations.set('shop/reports', 'reports')
  writeFileSync(join(folder, 'jwks'), JSON.stringify(jwksDocument([key])))
  const claims = serviceAccountClaims({
    issuer,
    audiences: ['pods.eks.amazonaws.com'],
    now: Date.now(),
    lifetimeSeconds: 3600,
    tokenId: 'one',
    namespace: 'shop',
    serviceAccount: { name: 'reports', uid: 'uid-of-reports' },
    pod: { name: 'reports-0', uid: 'uid-of-reports-0' },
  })
  token = await signToken(claims, key)
})
afterAll(async () => {
  await upstream.close()
  rmSync(folder, { recursive: true })
})

const free = ['--bind-hosts', '127.0.0.1', '--port', '0', '--probe-port', '0', '--metrics-port', '0']
const region = { AWS_REGION: 'us-east-1' }

it.each([
  ['server', ['--jwks', join(folder, 'jwks')]],
  ['without a word, its credentials in a file', ['--keys', 'none', '--rotate-credentials']],
])('%s: gives a pod its credentials, is ready, counts, and ends when asked', async (name, more) => {
  const { accessKeyId, secretAccessKey } = upstream.credentials
  const file = join(folder, 'credentials')
  writeFileSync(
    file,
    `[default]\naws_access_key_id=${accessKeyId}\naws_secret_access_key=${secretAccessKey}\n`,
  )
  const keys = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey }
  const environment = name === 'server' ? keys : { AWS_SHARED_CREDENTIALS_FILE: file }
  const action = name === 'server' ? ['server'] : []
  const child = startRolecall(
    [
      'agent',
      ...action,
      '-c',
      'shop',
      '--endpoint',
      upstream.url,
      ...free,
      ...more,
      '-v',
      'trace',
      '--output',
      'json',
    ],
    { ...region, ...environment, AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://169.254.170.23/v1/credentials' },
  )
  const running = ended(child)
  const { urls, probePort, metricsPort } = JSON.parse(await printed(child, 'stdout', /^\{$[\s\S]*^\}\n/m))
  const answer = await fetch(urls?.[0] ?? '', { headers: { authorization: token } })
  expect([answer.status, await answer.json()]).toEqual([
    200,
    expect.objectContaining({ SecretAccessKey: 'secret-of-uid-of-reports-0', AccountId: '111122223333' }),
  ])
  const get = async (port: unknown, path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).text()
  const status = async (path: string) => (await fetch(`http://127.0.0.1:${probePort}${path}`)).status
  expect([await status('/healthz'), await status('/readyz'), await status('/')]).toEqual([200, 200, 404])
  expect(await get(metricsPort, '/metrics')).toMatch(/pod_identity_http_response\{code="200"\} 1$/m)

  child.kill('SIGTERM')
  const { code, err } = await running
  expect(code).toBe(0)
  expect(err).toContain('AWS_CONTAINER_CREDENTIALS_FULL_URI is left aside')
  for (const secret of [token, secretAccessKey, 'secret-of-uid-of-reports-0'])
    expect(err).not.toContain(secret)
})

it.each([
  [['--port', '80'], {}, /^rolecall: --cluster-name is needed/],
  [['-c', 'a/b'], {}, /"a\/b" is no name of a cluster/],
  [['-c', 'shop', '--region', 'nowhere'], {}, /"nowhere" is no AWS region/],
  [['-c', 'shop'], {}, /no AWS region is set/],
  [['other', '-c', 'shop'], region, /"other" is neither server nor initialize/],
  [['-c', 'shop', '--port', '99999'], region, /--port takes a number up to 65535/],
  [['-c', 'shop', '--bind-hosts', 'agent.internal'], region, /"agent.internal" is no IP address/],
  [['-c', 'shop', '--bind-hosts', '0.0.0.0'], region, /needs --allowed-hosts/],
  [['-c', 'shop', '--max-cache-size', '100000'], region, /too few for the 100000 pods/],
  [
    ['-c', 'shop', '--endpoint', 'http://10.0.0.1'],
    region,
    /in the clear; use https, or say --allow-plain-http/,
  ],
  [['-c', 'shop', '--endpoint', 'ftp://x'], region, /"ftp:\/\/x" is no http or https address/],
  [['-c', 'shop', '--jwks', 'a', '--issuer', 'b'], region, /exclude each other/],
  [['-c', 'shop', '-v', 'loud'], region, /argument 'loud' is invalid/],
  [
    ['-c', 'shop', '--bind-hosts', '192.0.2.1', '--port', '0'],
    region,
    /192\.0\.2\.1:0 is on no interface of this node/,
  ],
])('agent %j is refused with 2 and says why', async (args, environment, words) => {
  const { code, out, err } = await rolecall(['agent', ...args], environment)
  expect([code, out]).toEqual([2, ''])
  expect(err).toMatch(words)
})

it('an address that another program has is no agent’s', async () => {
  const { port } = new URL(upstream.url)
  const line = ['agent', '-c', 'shop', '--bind-hosts', '127.0.0.1', '--port', port]
  const { code, err } = await rolecall(line, region)
  expect([code, err]).toEqual([2, expect.stringContaining(`127.0.0.1:${port} is in use by another program`)])
})

it.each(['--probe-port', '--metrics-port'])(
  '%s that another program has is told by its name',
  async (flag) => {
    const { port } = new URL(upstream.url)
    const { code, err } = await rolecall(['agent', '-c', 'shop', ...free, flag, port], region)
    const words = `:${port} is in use by another program; ${flag} takes another one.`
    expect([code, err]).toEqual([2, expect.stringContaining(words)])
  },
)

/** Waits for words on a stream of a process that goes on running. */
function printed(child: ChildProcess, stream: 'stdout' | 'stderr', words: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    child[stream]?.on('data', (chunk) => {
      text += chunk
      if (words.test(text)) resolve(text)
    })
    child.once('close', () => reject(new Error(`it ended, having said: ${text}`)))
  })
}

/** What is said before, where EKS Auth takes longer to answer than an agent is patient: on a busy machine. */
const unreached = 'rolecall agent is not ready: EKS Auth has not been reached\\n'

it.each([
  ['shop', 'an agent that is served', 'rolecall agent ready\\n'],
  [
    'shpo',
    'one of no cluster',
    'rolecall agent is not ready: EKS Auth knows no cluster shpo: look at --cluster-name\\n',
  ],
])('-c %s: %s listens, and says whether it is ready', async (cluster, _name, says) => {
  const words = new RegExp(`^rolecall agent listening on http:.*\\n(${unreached})?${says}`, 'm')
  const { accessKeyId, secretAccessKey } = upstream.credentials
  const body = { __type: 'ResourceNotFoundException', message: 'No cluster found for name: shpo.' }
  upstream.changesRefusal = cluster === 'shop' ? undefined : { status: 404, body }
  const child = startRolecall(
    [
      'agent',
      '-c',
      cluster,
      '--endpoint',
      upstream.url,
      ...free,
      '--keys',
      'cluster',
      '--metrics-address',
      '127.0.0.1',
    ],
    { ...region, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey },
  )
  const running = ended(child)
  await printed(child, 'stdout', words)
  child.kill('SIGTERM')
  const { code, out, err } = await running
  expect([code, out]).toEqual([0, expect.stringMatching(words)])
  expect(err.match(/has AWS credentials of its own/g)).toHaveLength(1)
  expect(err.match(/"level":"warn"[^\n]*look at --cluster-name/g) ?? []).toHaveLength(
    cluster === 'shop' ? 0 : 1,
  )
})

it('an EKS Auth that tells of no changes, as that of AWS, leaves it to EKS to know no cluster', async () => {
  const asked: string[] = []
  const eks = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    const isKnown = request.url === '/clusters/shpo'
    const type = isKnown ? 'ResourceNotFoundException' : 'UnknownOperationException'
    response.writeHead(404, { 'content-type': 'application/json', 'x-amzn-errortype': type })
    response.end(JSON.stringify({ message: isKnown ? 'No cluster found for name: shpo.' : 'Unknown' }))
  })
  await new Promise<void>((resolve) => eks.listen(0, '127.0.0.1', resolve))
  const endpoint = `http://127.0.0.1:${(eks.address() as AddressInfo).port}`
  const line = ['agent', '-c', 'shpo', '--endpoint', endpoint, ...free, '--keys', 'none']
  const child = startRolecall(line, { ...region, AWS_ACCESS_KEY_ID: 'AKIA1', AWS_SECRET_ACCESS_KEY: 'x' })
  const running = ended(child)
  await printed(child, 'stderr', /EKS knows no cluster shpo: look at --cluster-name/)
  child.kill('SIGTERM')
  expect((await running).code).toBe(0)
  expect(asked).toEqual(['POST /clusters/shpo/pod-identity-changes', 'GET /clusters/shpo'])
  await new Promise((resolve) => eks.close(resolve))
})

it('an EKS Auth that nobody has opened is warned of, and the agent is not called ready', async () => {
  const line = ['agent', '-c', 'shop', '--endpoint', 'http://127.0.0.1:9', ...free, '--keys', 'none']
  const child = startRolecall(line, { ...region, AWS_ACCESS_KEY_ID: 'AKIA1', AWS_SECRET_ACCESS_KEY: 'x' })
  const running = ended(child)
  await Promise.all([
    printed(child, 'stdout', new RegExp(`^${unreached}`, 'm')),
    printed(child, 'stderr', /EKS Auth cannot be reached/),
  ])
  child.kill('SIGTERM')
  const { out, err } = await running
  expect(out).not.toContain('agent ready')
  expect(err.match(/"level":"warn"[^\n]*EKS Auth cannot be reached/g)).toHaveLength(1)
})

it('initialize says what it would do', async () => {
  const { code, out } = await rolecall(['agent', 'initialize', '--dry-run'])
  expect(code).toBe(0)
  expect(out).toContain('ip -4 addr replace 169.254.170.23/32 dev pod-id-link0\n')
})
