import { fromInstanceMetadata } from '@aws-sdk/credential-providers'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { exposedPods } from '../../src/imds/exposed-pods.ts'
import { defaultImdsRules, type ImdsRules } from '../../src/imds/imds-rules.ts'
import { node, type ServedImds, serveImds } from './serve-imds.ts'

let served: ServedImds | undefined
afterEach(async () => {
  await served?.close()
  served = undefined
  vi.unstubAllEnvs()
})

const ttl = 'x-aws-ec2-metadata-token-ttl-seconds'
const tokenOf = async (url: string, seconds = '60') => {
  const answer = await fetch(`${url}/latest/api/token`, { method: 'PUT', headers: { [ttl]: seconds } })
  return { status: answer.status, text: await answer.text(), ttl: answer.headers.get(ttl) }
}
const get = async (url: string, path: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(url + path, { headers })
  return { status: answer.status, text: await answer.text() }
}

test('the AWS SDK gets the credentials of the node role, by IMDSv2 alone', async () => {
  served = await serveImds()
  vi.stubEnv('AWS_EC2_METADATA_SERVICE_ENDPOINT', served.url)
  vi.stubEnv('AWS_EC2_METADATA_V1_DISABLED', 'true')
  const credentials = await fromInstanceMetadata({ maxRetries: 0, timeout: 60_000 })()
  expect(credentials).toMatchObject({ accessKeyId: 'ASIAEXAMPLE000000000', sessionToken: 'token' })
  expect(credentials.expiration?.getTime()).toBeGreaterThan(Date.now())
  expect(served.calls.map(({ method, status }) => `${method} ${status}`)).toEqual([
    'PUT 200',
    'GET 200',
    'GET 200',
  ])
})

describe('paths, with a token', () => {
  const expected: readonly (readonly [path: string, status: number, text: RegExp])[] = [
    ['/', 200, /^1\.0\n[\d\n-]+\nlatest$/],
    ['/latest/', 200, /^dynamic\nmeta-data$/],
    ['/latest/meta-data/', 200, /^hostname\niam\/\ninstance-id\n/],
    ['/latest/meta-data/instance-id', 200, /^i-0abc1234def567890$/],
    ['/2021-07-15/meta-data/instance-id', 200, /^i-0abc1234def567890$/],
    ['/latest/meta-data/placement/region', 200, /^eu-west-1$/],
    ['/latest/meta-data/placement/availability-zone', 200, /^eu-west-1b$/],
    ['/latest/meta-data/services/partition', 200, /^aws$/],
    ['/latest/meta-data/network/interfaces/macs/', 200, /^0a:ff:c0:00:00:07\/$/],
    ['/latest/meta-data/iam/info', 200, /"Code": "Success"[\s\S]*instance-profile\/shop-nodes/],
    ['/latest/meta-data/iam/security-credentials/', 200, /^shop-nodes$/],
    ['/latest/meta-data/iam/security-credentials/shop-nodes', 200, /"Type": "AWS-HMAC"/],
    ['/latest/meta-data/iam/security-credentials/other', 404, /404 - Not Found/],
    ['/latest/meta-data/instance-id/below', 404, /404/],
    ['/latest/meta-data/__proto__', 404, /404/],
    ['/latest/meta-data/constructor/name', 404, /404/],
    ['/latest/dynamic/instance-identity/document', 200, /"accountId": "111122223333"/],
    ['/latest/dynamic/instance-identity/pkcs7', 404, /404/],
    ['/latest/..%2flatest/meta-data', 400, /400/],
    ['/%', 400, /400/],
    [`/${'a'.repeat(2000)}`, 404, /404/],
  ]
  test.each(expected)('%s', async (path, status, text) => {
    served = await serveImds()
    const token = (await tokenOf(served.url)).text
    const answer = await get(served.url, path, { 'x-aws-ec2-metadata-token': token })
    expect(answer.status).toBe(status)
    expect(answer.text).toMatch(text)
  })
})

describe('tokens', () => {
  test.each([
    ['1', 200],
    ['21600', 200],
    ['0', 400],
    ['21601', 400],
    ['-1', 400],
    ['1.5', 400],
    ['1e3', 400],
    ['', 400],
    ['many', 400],
  ])('a time to live of "%s"', async (seconds, status) => {
    served = await serveImds()
    const answer = await tokenOf(served.url, seconds)
    expect(answer.status).toBe(status)
    if (status === 200) expect(answer.ttl).toBe(seconds)
  })

  test('without a time to live, and through a proxy', async () => {
    served = await serveImds()
    const put = (headers: Record<string, string>) =>
      fetch(`${served?.url}/latest/api/token`, { method: 'PUT', headers }).then(({ status }) => status)
    expect(await put({})).toBe(400)
    expect(await put({ [ttl]: '60', 'x-forwarded-for': '203.0.113.9' })).toBe(403)
  })

  test.each([
    ['none', undefined],
    ['of another run', 'A'.repeat(64)],
    ['empty', ''],
    ['cut', 'AAAA'],
  ])('%s: 401', async (_name, token) => {
    served = await serveImds()
    const headers: Record<string, string> = token === undefined ? {} : { 'x-aws-ec2-metadata-token': token }
    expect((await get(served.url, '/latest/meta-data/', headers)).status).toBe(401)
  })

  test('one that has ended is 401, and so is one with a bit turned', async () => {
    let now = Date.now()
    served = await serveImds({ now: () => now })
    const { text } = await tokenOf(served.url, '10')
    const ask = async (token: string) =>
      (await get(served?.url ?? '', '/latest/meta-data/', { 'x-aws-ec2-metadata-token': token })).status
    expect(await ask(text)).toBe(200)
    expect(await ask((text.startsWith('A') ? 'B' : 'A') + text.slice(1))).toBe(401)
    now += 10_000
    expect(await ask(text)).toBe(401)
  })

  test('a wrong token is refused also where none is needed', async () => {
    served = await serveImds({ rules: { tokens: 'optional' } })
    expect((await get(served.url, '/latest/meta-data/instance-id')).status).toBe(200)
    const wrong = { 'x-aws-ec2-metadata-token': 'wrong' }
    expect((await get(served.url, '/latest/meta-data/instance-id', wrong)).status).toBe(401)
  })
})

describe('a pod with a network of its own', () => {
  const path = '/latest/meta-data/iam/security-credentials/shop-nodes'

  test('waits for a token in vain at a hop limit of 1', async () => {
    served = await serveImds({ isOfNode: false })
    const given = new AbortController()
    const asking = fetch(`${served.url}/latest/api/token`, {
      method: 'PUT',
      headers: { [ttl]: '60' },
      signal: given.signal,
    })
    const gone = expect(asking).rejects.toThrow()
    await expect.poll(() => served?.calls).toMatchObject([{ status: 'dropped', isRemote: true }])
    // It is still waiting: nothing else ends it here.
    const waited = new Promise((resolve) => setTimeout(resolve, 300, 'waits'))
    expect(await Promise.race([waited, asking.then(() => 'answered')])).toBe('waits')
    given.abort()
    await gone
  })

  test.each<[name: string, rules: Partial<ImdsRules>, status: number]>([
    ['a hop limit of 2 lets it in, and the block list keeps the role', { hopLimit: 2 }, 403],
    ['a hop limit of 2 and nothing blocked', { hopLimit: 2, blocked: [] }, 200],
    ['another path blocked', { hopLimit: 2, blocked: ['/latest/user-data'] }, 200],
  ])('%s', async (_name, rules, status) => {
    served = await serveImds({ isOfNode: false, rules })
    const token = (await tokenOf(served.url)).text
    for (const spelling of [
      path,
      path.replace('latest', '2021-07-15'),
      path.replaceAll('/', '//'),
      path.replace('iam', '%69am'),
    ]) {
      const answer = await get(served.url, spelling, { 'x-aws-ec2-metadata-token': token })
      expect([spelling, answer.status]).toEqual([spelling, status])
      if (status === 403) expect(answer.text).not.toContain('ASIA')
    }
  })
})

describe('credentials', () => {
  test('are renewed ahead of their end by one call, and serve through an outage until then', async () => {
    let now = Date.UTC(2026, 5, 1)
    let calls = 0
    let isDown = false
    served = await serveImds({
      now: () => now,
      assume: async () => {
        calls += 1
        if (isDown) throw new Error('no answer')
        return {
          accessKeyId: `ASIA${calls}`,
          secretAccessKey: 's',
          sessionToken: 't',
          expiration: now + 3_600_000,
        }
      },
    })
    const url = served.url
    const key = async () => {
      const token = (await tokenOf(url)).text
      const path = '/latest/meta-data/iam/security-credentials/shop-nodes'
      const { text } = await get(url, path, { 'x-aws-ec2-metadata-token': token })
      const { AccessKeyId, Code } = JSON.parse(text)
      return AccessKeyId ?? Code
    }
    expect(await Promise.all(Array.from({ length: 20 }, key))).toEqual(Array(20).fill('ASIA1'))
    isDown = true
    now += 50 * 60_000
    expect(await key()).toBe('ASIA1')
    expect(await key()).toBe('ASIA1')
    expect(calls).toBe(2)
    now += 10 * 60_000
    expect(await key()).toBe('AssumeRoleUnauthorizedAccess')
    isDown = false
    now += 10_000
    expect(await key()).toBe('ASIA4')
  })

  test('a node without a role has none', async () => {
    const { role: _role, ...without } = node
    served = await serveImds({ node: without })
    const token = (await tokenOf(served.url)).text
    const headers = { 'x-aws-ec2-metadata-token': token }
    expect((await get(served.url, '/latest/meta-data/iam/security-credentials/', headers)).status).toBe(404)
  })
})

test.each(['POST', 'DELETE', 'PATCH', 'OPTIONS'])('%s is no way in', async (method) => {
  served = await serveImds()
  expect((await fetch(`${served.url}/latest/meta-data/`, { method })).status).toBe(405)
})

describe('who could have the role though it should not', () => {
  const pods = [
    { namespace: 'shop', name: 'reports', isOnHostNetwork: false },
    { namespace: 'shop', name: 'tap', isOnHostNetwork: true },
    { namespace: 'kube-system', name: 'kube-proxy', isOnHostNetwork: true },
  ]
  test.each<[rules: Partial<ImdsRules>, names: string[]]>([
    [{}, ['tap']],
    [{ hopLimit: 2 }, ['tap']],
    [{ hopLimit: 2, blocked: [] }, ['reports', 'tap']],
    [{ tokens: 'optional', blocked: [] }, ['reports', 'tap']],
    [{ hopLimit: 2, blocked: ['/latest/meta-data/iam/security-credentials'] }, ['reports', 'tap']],
    [{ hopLimit: 2, blocked: ['/latest/meta-data'] }, ['tap']],
  ])('%j', (rules, names) => {
    const found = exposedPods(pods, { ...defaultImdsRules, ...rules }, new Set(['kube-system']))
    expect(found.map(({ name }) => name)).toEqual(names)
  })
})
