import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CreateClusterCommand, EKSClient } from '@aws-sdk/client-eks'
import { jwksDocument } from '@rolecall/tokens'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type FakeKubernetes, fakeKubernetes } from '../e2e/fake-kubernetes.ts'
import { account, type ClusterWorld, startClusterWorld } from './cluster-world.ts'

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

describe('rolecall cluster register refuses with 2, and makes nothing', () => {
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
    ['no such context', () => ['register', 'refused', ...kubeconfig(), '--context', 'x'], /has no context x/],
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
    const { code, out, err } = await world.run(...given)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(words)
  })

  it('private keys, and does not show them', async () => {
    const [key] = there.keys
    const keys = file(JSON.stringify({ keys: [{ ...key?.privateJwk, kid: 'x' }] }))
    const { code, err } = await world.run(
      'register',
      'leak',
      '--issuer',
      'https://leak.example',
      '--jwks',
      keys,
    )
    expect(code).toBe(2)
    expect(err).toMatch(/private key material is among them/)
    expect(err).not.toContain(key?.privateJwk['d'])
  })

  it('and none of them is there', async () => {
    const { code, out } = await world.run('list')
    expect(code).toBe(0)
    expect(out).not.toMatch(/refused|leak/)
  })

  it('a cluster that EKS made', async () => {
    const roleArn = `arn:aws:iam::${account}:role/eks`
    const create = new CreateClusterCommand({ name: 'made', roleArn, resourcesVpcConfig: {} })
    await new EKSClient(world.settings()).send(create)
    const { code, err } = await world.run('register', 'made', ...kubeconfig())
    expect(code).toBe(2)
    expect(err).toMatch(
      /made is a cluster that EKS made here; it needs no registration, and .*; register yours under another name\n$/,
    )
  })
})
