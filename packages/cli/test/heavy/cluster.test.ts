import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CreateClusterCommand, DescribeClusterCommand, EKSClient } from '@aws-sdk/client-eks'
import { CreateRoleCommand, GetOpenIDConnectProviderCommand, IAMClient } from '@aws-sdk/client-iam'
import { AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { fromIni } from '@aws-sdk/credential-providers'
import { jwksDocument } from '@rolecall/tokens'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type FakeKubernetes, fakeKubernetes } from '../e2e/fake-kubernetes.ts'
import { rolecall } from '../e2e/rolecall.ts'
import { type Serving, serving } from '../e2e/serving.ts'

const account = '111122223333'
let server: Serving
let there: FakeKubernetes
const run = (...args: string[]) => rolecall(['cluster', ...args], server.environment)
const settings = () => ({
  endpoint: server.environment['AWS_ENDPOINT_URL'] ?? '',
  region: 'us-east-1',
  credentials: fromIni({
    profile: 'rolecall',
    filepath: server.environment['AWS_SHARED_CREDENTIALS_FILE'] ?? '',
  }),
})

beforeAll(async () => {
  server = await serving()
})
afterAll(() => server?.stop())
beforeEach(async () => {
  there = await fakeKubernetes()
  return () => there.close()
})

const providerOf = (issuer: string) =>
  `arn:aws:iam::${account}:oidc-provider/${issuer.replace(/^https?:\/\//, '')}`

/** A role that the ServiceAccount `default` may assume by the provider of an issuer. */
async function role(name: string, issuer: string): Promise<string> {
  const { Role } = await new IAMClient(settings()).send(
    new CreateRoleCommand({
      RoleName: name,
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Federated: providerOf(issuer) },
            Action: 'sts:AssumeRoleWithWebIdentity',
          },
        ],
      }),
    }),
  )
  return Role?.Arn ?? ''
}

const exchange = async (RoleArn: string, WebIdentityToken: string) => {
  const { endpoint, region } = settings()
  const command = new AssumeRoleWithWebIdentityCommand({ RoleArn, RoleSessionName: 'pod', WebIdentityToken })
  return new STSClient({ endpoint, region, maxAttempts: 1 }).send(command).then(
    () => 'ok',
    (error: Error) => error.name,
  )
}

describe('rolecall cluster register', () => {
  it('registers a cluster whose keys can be fetched, once', async () => {
    there.isOpen = true
    const first = await run('register', 'open', '--kubeconfig', there.kubeconfig)
    expect([first.code, first.err]).toEqual([0, ''])
    expect(first.out).toBe(`cluster open: registered as arn:aws:eks:us-east-1:${account}:cluster/open
issuer ${there.url}
keys: fetched from the issuer, which anybody can ask (told to EKS)
OIDC provider ${providerOf(there.url)}: made
`)
    const again = await run('register', 'open', '--kubeconfig', there.kubeconfig)
    expect(again).toMatchObject({ code: 0, err: '' })
    expect(again.out).toMatch(/already registered as .*\n.*\n.*\(already known\)\n.*: already there\n$/)
    const iam = new IAMClient(settings())
    const get = new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: providerOf(there.url) })
    expect((await iam.send(get)).ClientIDList).toEqual(['sts.amazonaws.com'])
    const arn = await role('open', there.url)
    expect(await exchange(arn, await there.token())).toBe('ok')
    await there.rotate()
    expect(await exchange(arn, await there.token())).toBe('ok')
  })

  it('uploads the keys of one whose issuer nobody can ask, and follows them when it runs again', async () => {
    there.issuer = 'https://kubernetes.default.svc.cluster.local'
    const first = await run('register', 'private', '--kubeconfig', there.kubeconfig, '--output', 'json')
    expect([first.code, first.err]).toEqual([0, ''])
    expect(JSON.parse(first.out)).toEqual({
      name: 'private',
      arn: `arn:aws:eks:us-east-1:${account}:cluster/private`,
      registered: 'made',
      issuer: there.issuer,
      keys: { way: 'uploaded', outcome: 'changed' },
      provider: { arn: providerOf(there.issuer), outcome: 'made' },
    })
    const { cluster } = await new EKSClient(settings()).send(new DescribeClusterCommand({ name: 'private' }))
    expect(cluster).toMatchObject({
      status: 'ACTIVE',
      endpoint: there.url,
      identity: { oidc: { issuer: there.issuer } },
      connectorConfig: {
        provider: 'OTHER',
        roleArn: `arn:aws:iam::${account}:role/AmazonEKSConnectorAgentRole`,
      },
    })
    const arn = await role('private', there.issuer)
    const old = await there.token()
    expect(await exchange(arn, old)).toBe('ok')
    await there.rotate()
    expect(await exchange(arn, await there.token())).toBe('InvalidIdentityTokenException')
    const again = await run('register', 'private', '--kubeconfig', there.kubeconfig)
    expect(again.code).toBe(0)
    expect(again.out).toMatch(/keys: uploaded, for the issuer cannot be asked .* \(told to EKS\)/)
    expect(await exchange(arn, await there.token())).toBe('ok')
    expect(await exchange(arn, old)).toBe('ok')
  })

  it('takes issuer and keys from options where there is no kubeconfig', async () => {
    const file = join(there.folder, 'keys.json')
    writeFileSync(file, JSON.stringify(jwksDocument(there.keys)))
    there.issuer = 'https://plant.example/a'
    const { code, out, err } = await run('register', 'plant', '--issuer', there.issuer, '--jwks', file)
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(/^keys: uploaded, as asked for; run this again/m)
    expect(await exchange(await role('plant', there.issuer), await there.token())).toBe('ok')
  })

  it('leaves nothing behind when the issuer is that of another cluster', async () => {
    const file = join(there.folder, 'twice.json')
    writeFileSync(file, JSON.stringify(jwksDocument(there.keys)))
    const given = ['--issuer', 'https://twice.example', '--jwks', file]
    expect((await run('register', 'first', ...given)).code).toBe(0)
    const { code, out, err } = await run('register', 'second', ...given)
    expect([code, out, err]).toEqual([
      2,
      '',
      expect.stringMatching(/is that of the cluster first in us-east-1/),
    ])
    const listed = await run('list')
    expect(listed.out).toMatch(/^first\b/m)
    expect(listed.out).not.toMatch(/^second\b/m)
  })

  it('goes on without a token to compare with, and says so', async () => {
    there.isOpen = true
    const given = ['--kubeconfig', there.kubeconfig, '--context', 'stranger']
    const { code, out, err } = await run('register', 'stranger', ...given)
    expect([code, err]).toEqual([
      0,
      'no token of ServiceAccount default/default could be had, so what the cluster publishes was not compared with what it signs (404 NotFound)\n',
    ])
    expect(out).toMatch(/^keys: fetched from the issuer/m)
  })

  it('does at AWS what can be done there, and says what cannot', async () => {
    // The process believes that AWS is on this machine, and finds a server there that it takes for AWS.
    const preload = `import dns from 'node:dns';
      const { lookup } = dns;
      dns.lookup = (host, ...rest) => lookup(host.endsWith('.amazonaws.com') ? '127.0.0.1' : host, ...rest)`
    const { port } = new URL(settings().endpoint)
    const environment = {
      ...server.environment,
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(preload)}`,
      AWS_ENDPOINT_URL: `http://eks.us-east-1.amazonaws.com:${port}`,
    }
    there.issuer = 'https://kubernetes.default.svc.cluster.aws'
    const args = ['cluster', 'register', 'at-aws', '--kubeconfig', there.kubeconfig]
    const { code, out, err } = await rolecall(args, environment)
    expect([code, err]).toEqual([
      0,
      expect.stringMatching(/^AWS has no way to upload keys or to trust an auth/),
    ])
    expect(out).toMatch(/^cluster at-aws: registered as .*\nissuer .*\nOIDC provider .*: made\n$/)
    const { cluster } = await new EKSClient(settings()).send(new DescribeClusterCommand({ name: 'at-aws' }))
    expect(cluster?.status).toBe('PENDING')
    const rotate = await rolecall(['cluster', 'rotate', 'at-aws'], environment)
    expect([rotate.code, rotate.err]).toEqual([
      2,
      'rolecall: EKS of AWS rotates the keys of its issuers by itself, and offers no call for it\n',
    ])
  })

  describe('refuses with 2, and makes nothing', () => {
    const kubeconfig = () => ['--kubeconfig', there.kubeconfig]
    const file = (text: string) => {
      writeFileSync(join(there.folder, 'file'), text)
      return join(there.folder, 'file')
    }
    it.each<[string, () => string[], RegExp]>([
      ['no name', () => ['register', ...kubeconfig()], /cluster register takes one name/],
      ['two names', () => ['register', 'a', 'b', ...kubeconfig()], /cluster register takes one name/],
      ['nothing to go by', () => ['register', 'refused'], /which cluster\? Give --kubeconfig, or --issuer/],
      [
        'a context of nothing',
        () => ['register', 'refused', '--issuer', 'https://a.example', '--context', 'x'],
        /give --kubeconfig, too/,
      ],
      [
        'no such context',
        () => ['register', 'refused', ...kubeconfig(), '--context', 'x'],
        /has no context x/,
      ],
      [
        'no such file',
        () => ['register', 'refused', '--issuer', 'https://a.example', '--jwks', '/nowhere'],
        /\/nowhere cannot be read/,
      ],
      [
        'keys that are none',
        () => ['register', 'refused', '--issuer', 'https://a.example', '--jwks', file('x')],
        /the keys cannot be used: the key set is no JSON/,
      ],
      [
        'an issuer that is none',
        () => ['register', 'refused', '--issuer', 'kubernetes', '--jwks', file('{"keys":[]}')],
        /kubernetes is no https URL that an OIDC provider can have/,
      ],
      [
        'keys to upload that are not there',
        () => ['register', 'refused', '--issuer', 'https://a.example', '--upload-keys'],
        /there are no keys to upload/,
      ],
      [
        'an issuer that nobody can ask, without keys',
        () => ['register', 'refused', '--issuer', 'http://127.0.0.1:1'],
        /cannot be asked from here .* give its keys with --jwks FILE/,
      ],
      [
        'an issuer that is not that of the tokens',
        () => {
          there.discoveryIssuer = 'https://other.example'
          return ['register', 'refused', ...kubeconfig()]
        },
        /says that its issuer is https:\/\/other\.example, but its tokens say http:.*: nobody could verify them/,
      ],
      [
        'an issuer that the cluster does not have',
        () => ['register', 'refused', ...kubeconfig(), '--issuer', 'https://b.example'],
        /--issuer says https:\/\/b\.example, but the issuer of the cluster is http:/,
      ],
      [
        'keys that are not those of the tokens',
        () => {
          const keys = JSON.stringify(jwksDocument(there.keys))
          there.keys.splice(0)
          return ['register', 'refused', ...kubeconfig(), '--jwks', file(keys)]
        },
        /the keys do not verify a token of the cluster/,
      ],
      [
        'a cluster that shows no discovery document',
        () => {
          there.hidden.add('/.well-known/openid-configuration')
          return ['register', 'refused', ...kubeconfig()]
        },
        /does not show \/\.well-known\/openid-configuration \(403 Forbidden: .*give --issuer URL/,
      ],
      [
        'a cluster that shows no keys',
        () => {
          there.hidden.add('/openid/v1/jwks')
          return ['register', 'refused', ...kubeconfig()]
        },
        /does not show \/openid\/v1\/jwks .*give --jwks FILE/,
      ],
    ])('%s', async (name, args, words) => {
      const given = args()
      if (name === 'keys that are not those of the tokens') await there.rotate()
      const { code, out, err } = await run(...given)
      expect([code, out]).toEqual([2, ''])
      expect(err).toMatch(words)
    })

    it('private keys, and does not show them', async () => {
      const [key] = there.keys
      const keys = file(JSON.stringify({ keys: [{ ...key?.privateJwk, kid: 'x' }] }))
      const { code, err } = await run('register', 'leak', '--issuer', 'https://leak.example', '--jwks', keys)
      expect(code).toBe(2)
      expect(err).toMatch(/private key material is among them/)
      expect(err).not.toContain(key?.privateJwk['d'])
    })

    it('and none of them is there', async () => {
      const { code, out } = await run('list')
      expect(code).toBe(0)
      expect(out).not.toMatch(/refused|leak/)
    })

    it('a cluster that EKS made', async () => {
      const roleArn = `arn:aws:iam::${account}:role/eks`
      const create = new CreateClusterCommand({ name: 'made', roleArn, resourcesVpcConfig: {} })
      await new EKSClient(settings()).send(create)
      const { code, err } = await run('register', 'made', ...kubeconfig())
      expect(code).toBe(2)
      expect(err).toMatch(/made is a cluster that EKS made here; it needs no registration/)
    })
  })
})

it('no credentials of the caller go to the endpoint of a connected cluster', async () => {
  there.isOpen = true
  await run('register', 'shy', '--kubeconfig', there.kubeconfig)
  const who = ['--cluster', 'shy', '-n', 'default', '--service-account', 'default']
  const { code, err } = await rolecall(['token', ...who], server.environment)
  expect([code, err]).toEqual([2, expect.stringMatching(/shy is a connected one, .* give --kubeconfig\n$/)])
})

describe('rolecall cluster', () => {
  it.each([
    [[], /what\? Say rolecall cluster register NAME/],
    [['remove'], /what\?/],
    [['__proto__'], /what\?/],
    [['list', 'x'], /cluster list takes no name/],
    [['rotate'], /cluster rotate takes one name/],
    [['rotate', 'none'], /No cluster found for name: none\./],
    [['deregister', 'none'], /No cluster found for name: none\./],
  ])('%j is refused with 2 and says why', async (args, words) => {
    const { code, out, err } = await run(...args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(words)
  })

  it('lists, rotates and deregisters', async () => {
    const eks = new EKSClient(settings())
    const roleArn = `arn:aws:iam::${account}:role/eks`
    await eks.send(new CreateClusterCommand({ name: 'turns', roleArn, resourcesVpcConfig: {} }))
    const issuerOf = async () =>
      (await eks.send(new DescribeClusterCommand({ name: 'turns' }))).cluster?.identity?.oidc?.issuer
    await expect.poll(issuerOf).toMatch(/^http/)
    const issuer = await issuerOf()
    const published = async () =>
      ((await (await fetch(`${issuer}/keys`)).json()) as { keys: unknown[] }).keys.length
    const now = await run('rotate', 'turns', '--immediately')
    expect(now).toMatchObject({ code: 0, err: '' })
    expect(now.out).toMatch(/^cluster turns: a new key is published and signs now; /)
    expect(await published()).toBe(2)
    const later = await run('rotate', 'turns', '--output', 'json')
    expect(JSON.parse(later.out)).toEqual({ name: 'turns', signs: 'in an hour' })

    there.isOpen = true
    await run('register', 'guest', '--kubeconfig', there.kubeconfig)
    const listed = await run('list')
    expect(listed.out).toMatch(new RegExp(`^guest +connected +ACTIVE +${there.url}$`, 'm'))
    expect(listed.out).toMatch(new RegExp(`^turns +made +ACTIVE +${issuer}$`, 'm'))
    const gone = await run('deregister', 'guest')
    expect(gone).toMatchObject({ code: 0, err: '' })
    expect(gone.out).toContain(`The OIDC provider of ${there.url} is left`)
    const { clusters } = JSON.parse((await run('list', '--output', 'json')).out)
    expect(clusters.map(({ name }: { name: string }) => name)).not.toContain('guest')
  })
})
