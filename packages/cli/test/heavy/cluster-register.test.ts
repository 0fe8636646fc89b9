import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DescribeClusterCommand, EKSClient } from '@aws-sdk/client-eks'
import { GetOpenIDConnectProviderCommand, IAMClient } from '@aws-sdk/client-iam'
import { jwksDocument } from '@rolecall/tokens'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type FakeKubernetes, fakeKubernetes } from '../e2e/fake-kubernetes.ts'
import { rolecall } from '../e2e/rolecall.ts'
import { account, type ClusterWorld, providerOf, startClusterWorld } from './cluster-world.ts'

let world: ClusterWorld
let there: FakeKubernetes
beforeAll(async () => {
  world = await startClusterWorld()
})
afterAll(() => world?.stop())
beforeEach(async () => {
  there = await fakeKubernetes()
  return () => there.close()
})

describe('rolecall cluster register', () => {
  it('registers a cluster whose keys can be fetched, once', async () => {
    there.isOpen = true
    const first = await world.run('register', 'open', '--kubeconfig', there.kubeconfig)
    expect([first.code, first.err]).toEqual([0, ''])
    expect(first.out).toBe(`cluster open: registered as arn:aws:eks:us-east-1:${account}:cluster/open
issuer ${there.url}
keys: fetched from the issuer, which anybody can ask (told to EKS)
OIDC provider ${providerOf(there.url)}: made
`)
    const again = await world.run('register', 'open', '--kubeconfig', there.kubeconfig)
    expect(again).toMatchObject({ code: 0, err: '' })
    expect(again.out).toMatch(/already registered as .*\n.*\n.*\(already known\)\n.*: already there\n$/)
    const iam = new IAMClient(world.settings())
    const get = new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: providerOf(there.url) })
    expect((await iam.send(get)).ClientIDList).toEqual(['sts.amazonaws.com'])
    const arn = await world.role('open', there.url)
    expect(await world.exchange(arn, await there.token())).toBe('ok')
    await there.rotate()
    expect(await world.exchange(arn, await there.token())).toBe('ok')
  })

  it('uploads the keys of one whose issuer nobody can ask, and follows them when it runs again', async () => {
    there.issuer = 'https://kubernetes.default.svc.cluster.local'
    const first = await world.run('register', 'private', '--kubeconfig', there.kubeconfig, '--output', 'json')
    expect([first.code, first.err]).toEqual([0, ''])
    expect(JSON.parse(first.out)).toEqual({
      name: 'private',
      arn: `arn:aws:eks:us-east-1:${account}:cluster/private`,
      registered: 'made',
      issuer: there.issuer,
      keys: { way: 'uploaded', outcome: 'changed' },
      provider: { arn: providerOf(there.issuer), outcome: 'made' },
    })
    const { cluster } = await new EKSClient(world.settings()).send(
      new DescribeClusterCommand({ name: 'private' }),
    )
    expect(cluster).toMatchObject({
      status: 'ACTIVE',
      endpoint: there.url,
      identity: { oidc: { issuer: there.issuer } },
      connectorConfig: {
        provider: 'OTHER',
        roleArn: `arn:aws:iam::${account}:role/AmazonEKSConnectorAgentRole`,
      },
    })
    const arn = await world.role('private', there.issuer)
    const old = await there.token()
    expect(await world.exchange(arn, old)).toBe('ok')
    await there.rotate()
    expect(await world.exchange(arn, await there.token())).toBe('InvalidIdentityTokenException')
    const again = await world.run('register', 'private', '--kubeconfig', there.kubeconfig)
    expect(again.code).toBe(0)
    expect(again.out).toMatch(/keys: uploaded, for the issuer cannot be asked .* \(told to EKS\)/)
    expect(await world.exchange(arn, await there.token())).toBe('ok')
    expect(await world.exchange(arn, old)).toBe('ok')
  })

  it('takes issuer and keys from options where there is no kubeconfig', async () => {
    const file = join(there.folder, 'keys.json')
    writeFileSync(file, JSON.stringify(jwksDocument(there.keys)))
    there.issuer = 'https://plant.example/a'
    const { code, out, err } = await world.run('register', 'plant', '--issuer', there.issuer, '--jwks', file)
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(/^keys: uploaded, as asked for; run this again/m)
    expect(await world.exchange(await world.role('plant', there.issuer), await there.token())).toBe('ok')
  })

  it('leaves nothing behind when the issuer is that of another cluster', async () => {
    const file = join(there.folder, 'twice.json')
    writeFileSync(file, JSON.stringify(jwksDocument(there.keys)))
    const given = ['--issuer', 'https://twice.example', '--jwks', file]
    expect((await world.run('register', 'first', ...given)).code).toBe(0)
    const { code, out, err } = await world.run('register', 'second', ...given)
    expect([code, out, err]).toEqual([
      2,
      '',
      expect.stringMatching(/is that of the cluster first in us-east-1/),
    ])
    const listed = await world.run('list')
    expect(listed.out).toMatch(/^first\b/m)
    expect(listed.out).not.toMatch(/^second\b/m)
  })

  it('goes on without a token to compare with, and says so', async () => {
    there.isOpen = true
    const given = ['--kubeconfig', there.kubeconfig, '--context', 'stranger']
    const { code, out, err } = await world.run('register', 'stranger', ...given)
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
    const { port } = new URL(world.settings().endpoint)
    const environment = {
      ...world.environment,
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
    const { cluster } = await new EKSClient(world.settings()).send(
      new DescribeClusterCommand({ name: 'at-aws' }),
    )
    expect(cluster?.status).toBe('PENDING')
    const rotate = await rolecall(['cluster', 'rotate', 'at-aws'], environment)
    expect([rotate.code, rotate.err]).toEqual([
      2,
      'rolecall: EKS of AWS rotates the keys of its issuers by itself, and offers no call for it\n',
    ])
  })
})
