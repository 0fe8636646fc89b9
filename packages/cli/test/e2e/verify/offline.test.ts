import { mkdirSync } from 'node:fs'
import { GetAccountAuthorizationDetailsCommand, GetOpenIDConnectProviderCommand } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { associatedPod } from '../../../../analyzer/test/verify/associated-pod.ts'
import { podFlags } from '../pod-flags.ts'
import { rolecall } from '../rolecall.ts'
import { readerArn, startVerifyShop, type VerifyShop } from './start-verify-shop.ts'

let shop: VerifyShop
/** What kubectl and the AWS CLI would print, for runs that ask no server. */
beforeAll(async () => {
  shop = await startVerifyShop()
  const { iam, issuer, kubernetes } = shop
  mkdirSync(shop.file('objects'))
  const accounts = await kubernetes.serviceAccounts('shop').list()
  const pods = await kubernetes.pods('shop').list()
  const kinds = [
    ...accounts.map((one) => ({ apiVersion: 'v1', kind: 'ServiceAccount', ...one })),
    ...pods.map((one) => ({ apiVersion: 'v1', kind: 'Pod', ...one })),
  ]
  shop.write('objects/all.yaml', stringify({ apiVersion: 'v1', kind: 'List', items: kinds }))
  shop.write('iam.json', await iam.send(new GetAccountAuthorizationDetailsCommand({ MaxItems: 1000 })))
  const OpenIDConnectProviderArn = `arn:aws:iam::111122223333:oidc-provider/${issuer.replace('http://', '')}`
  const provider = await iam.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }))
  shop.write('providers.json', [provider])
  shop.write('associations.json', [])
  const audiences = ['sts.amazonaws.com']
  shop.write('token', (await kubernetes.requestToken('shop', 'reports', { audiences })).status?.token ?? '')
  shop.write('jwks.json', await (await fetch(`${issuer}/keys`)).text())
})
afterAll(() => shop?.close())

describe('rolecall verify, offline', () => {
  const podRole = {
    Arn: 'arn:aws:iam::111122223333:role/reports',
    RoleName: 'reports',
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'pods.eks.amazonaws.com' },
          Action: ['sts:AssumeRole', 'sts:TagSession'],
        },
      ],
    },
    RolePolicyList: [
      {
        PolicyName: 'own',
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }],
        },
      },
    ],
  }
  /** No server is there for it. */
  const offline = (...args: string[]) =>
    rolecall(['verify', ...args], { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' })
  const marks = (out: string) =>
    Object.fromEntries(
      out
        .split('\n')
        .slice(0, 11)
        .map((line) => [line.slice(2, 20).trim(), line[0]]),
    )
  const files = () => [
    ['--objects', shop.file('objects')],
    ['--authorization-details', shop.file('iam.json')],
    ['--oidc-providers', shop.file('providers.json')],
    ['--associations', shop.file('associations.json')],
    ['--token', shop.file('token')],
    ['--jwks', shop.file('jwks.json')],
  ]
  const ticks = {
    'service account': '✓',
    wiring: '✓',
    pods: '✓',
    environment: '✓',
    token: '✓',
    issuer: '✓',
    provider: '✓',
    'trust policy': '✓',
    permissions: '✓',
    'credential source': '✓',
    'caller identity': '~',
  }

  it('ticks what files can tell, and no more', async () => {
    const { code, out, err } = await offline(...podFlags('reports'), ...files().flat())
    expect([code, err]).toEqual([2, ''])
    expect(marks(out)).toEqual(ticks)
    expect(out).toContain('~ caller identity    not looked at: files cannot ask STS\n')
    expect(out).not.toContain('eyJ')
  })

  it('counts no step for which a role would be assumed when told not to', async () => {
    const { code, out } = await offline(...podFlags('reports'), ...files().flat(), '--no-assume')
    expect(code).toBe(0)
    expect(out).not.toContain('caller identity')
    expect(out).toContain('(--no-assume)')
  })

  it('ticks of EKS Pod Identity what files can tell', async () => {
    const { metadata: _, ...pod } = associatedPod()
    mkdirSync(shop.file('associated'), { recursive: true })
    const account = { kind: 'ServiceAccount', metadata: { name: 'reports', namespace: 'shop' } }
    const metadata = { name: 'reports-a', namespace: 'shop' }
    shop.write('associated/all.yaml', `${stringify(account)}---\n${stringify({ ...pod, metadata })}`)
    const association = { namespace: 'shop', serviceAccount: 'reports', roleArn: podRole.Arn }
    shop.write('association.json', { association })
    shop.write('pods.json', { RoleDetailList: [podRole] })
    const line = [
      ...['--objects', shop.file('associated'), '--authorization-details', shop.file('pods.json')],
      ...['--associations', shop.file('association.json'), '--issuer', shop.issuer],
    ]
    const { code, out } = await offline(...podFlags('reports'), ...line)
    expect(code).toBe(2)
    expect(out).toContain('~ eks auth           not looked at: files cannot ask EKS Auth\n· caller identity')
    expect(marks(out)).toMatchObject({ pods: '✓', environment: '✓', 'trust policy': '✓', permissions: '✓' })
  })

  it.each([
    ['--objects', { 'service account': '~', pods: '·', wiring: '·' }],
    ['--authorization-details', { 'trust policy': '~', permissions: '·' }],
    ['--oidc-providers', { provider: '~' }],
    ['--associations', { wiring: '~' }],
    // The issuer is the token's where none is named.
    ['--token', { token: '~', issuer: '~', provider: '·', 'trust policy': '·' }],
    ['--jwks', { issuer: '~' }],
  ])('without %s it ticks nothing that stands there', async (option, changed) => {
    const { code, out } = await offline(
      ...podFlags('reports'),
      ...files()
        .filter(([name]) => name !== option)
        .flat(),
    )
    expect(code).toBe(2)
    expect(marks(out)).toMatchObject(changed)
    expect(out).toContain('not looked at: ')
  })

  it('finds what is broken', async () => {
    mkdirSync(shop.file('broken'), { recursive: true })
    const annotations = { 'eks.amazonaws.com/role-arn': `${readerArn}s` }
    const account = { kind: 'ServiceAccount', metadata: { name: 'reports', namespace: 'shop', annotations } }
    const deployment = {
      kind: 'Deployment',
      metadata: { name: 'reports', namespace: 'shop' },
      spec: { template: { spec: { containers: [{ name: 'main' }] } } },
    }
    shop.write('broken/account.yaml', `${stringify(account)}---\n${stringify(deployment)}`)
    const all = files().map(([name, value]) =>
      name === '--objects' ? [name, shop.file('broken')] : [name, value],
    )
    const { code, out } = await offline(...podFlags('reports'), ...(all.flat() as string[]))
    expect(code).toBe(1)
    expect(out).toContain(
      '✗ pods               deployment/reports runs as ServiceAccount shop/default, and not as shop/reports',
    )
    expect(out).toContain('    fix:   kubectl set serviceaccount deployment/reports reports -n shop\n')
    expect(out).toContain(`there is no role ${readerArn}s; ${readerArn} differs by one letter`)
  })

  it.each([
    ['--objects', 'nowhere', 'cannot be read (ENOENT)'],
    ['--authorization-details', 'associations.json', 'it is no answer of GetAccountAuthorizationDetails'],
    ['--authorization-details', 'token', 'is not valid JSON'],
    ['--oidc-providers', 'iam.json', 'it is no answer of GetOpenIDConnectProvider'],
    ['--associations', 'iam.json', 'it is no answer of DescribePodIdentityAssociation'],
    ['--token', 'iam.json', 'the token is no JSON Web Token'],
    ['--jwks', 'iam.json', 'the key set is no JSON Web Key Set'],
  ])('refuses %s %s', async (option, name, sentence) => {
    const { code, out, err } = await offline(...podFlags('reports'), option, shop.file(name))
    expect([code, out, err]).toEqual([2, '', expect.stringContaining(sentence)])
    expect(err).not.toContain('internal error')
  })
})
