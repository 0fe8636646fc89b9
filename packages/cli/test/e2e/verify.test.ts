import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DescribeClusterCommand, EKSClient } from '@aws-sdk/client-eks'
import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateUserCommand,
  GetAccountAuthorizationDetailsCommand,
  GetOpenIDConnectProviderCommand,
  IAMClient,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam'
import { GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts'
import type { Verification } from '@rolecall/analyzer'
import { systemClock } from '@rolecall/core'
import { type KubernetesApi, kubernetesApi, type Pod } from '@rolecall/kubernetes'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { associatedPod } from '../../../analyzer/test/verify/associated-pod.ts'
import { wiredPod } from '../../../analyzer/test/verify/wired-pod.ts'
import { startTestServer } from '../../../server/test/start-test-server.ts'
import { eksToken } from '../../src/cluster/eks-token.ts'
import { readProfile } from './read-profile.ts'
import { rolecall } from './rolecall.ts'
import { type Serving, serving } from './serving.ts'

const roleArn = 'arn:aws:iam::111122223333:role/shop-reports-reader'
const as = (serviceAccount: string) => [
  '--cluster',
  'shop',
  '-n',
  'shop',
  '--service-account',
  serviceAccount,
]

let server: Serving
let folder: string
let issuer: string
let iam: IAMClient
let kubernetes: KubernetesApi
/** A token by which the cluster knows the administrator. */
let administrator: () => Promise<string>
const run = (...args: string[]) => rolecall(['verify', ...args], server.environment)
const file = (name: string) => join(folder, name)
const write = (name: string, value: unknown) =>
  writeFileSync(file(name), typeof value === 'string' ? value : JSON.stringify(value))

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rolecall-verify-'))
  mkdirSync(file('objects'))
  server = await serving()
  expect((await rolecall(['apply', '-f', 'examples/shop/cluster.yaml'], server.environment)).code).toBe(0)
  const credentials = readProfile(server.environment['AWS_SHARED_CREDENTIALS_FILE'] ?? '')
  const of = { endpoint: server.environment['AWS_ENDPOINT_URL'] ?? '', region: 'us-east-1', credentials }
  const { cluster } = await new EKSClient(of).send(new DescribeClusterCommand({ name: 'shop' }))
  issuer = cluster?.identity?.oidc?.issuer ?? ''
  administrator = () => eksToken(new STSClient(of), 'shop', systemClock)
  kubernetes = await kubernetesApi({ server: cluster?.endpoint ?? '', token: administrator })
  await kubernetes.pods('shop').create(wiredPod('reports-a', 'reports', roleArn))

  // What kubectl and the AWS CLI would print, for the runs that ask no server.
  const accounts = await kubernetes.serviceAccounts('shop').list()
  const pods = await kubernetes.pods('shop').list()
  const kinds = [
    ...accounts.map((one) => ({ apiVersion: 'v1', kind: 'ServiceAccount', ...one })),
    ...pods.map((one) => ({ apiVersion: 'v1', kind: 'Pod', ...one })),
  ]
  write('objects/all.yaml', stringify({ apiVersion: 'v1', kind: 'List', items: kinds }))
  iam = new IAMClient(of)
  write('iam.json', await iam.send(new GetAccountAuthorizationDetailsCommand({ MaxItems: 1000 })))
  const OpenIDConnectProviderArn = `arn:aws:iam::111122223333:oidc-provider/${issuer.replace('http://', '')}`
  write('providers.json', [await iam.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }))])
  write('associations.json', [])
  const audiences = ['sts.amazonaws.com']
  write('token', (await kubernetes.requestToken('shop', 'reports', { audiences })).status?.token ?? '')
  write('jwks.json', await (await fetch(`${issuer}/keys`)).text())
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await server?.stop()
})

describe('rolecall verify, live', () => {
  it('ticks every step', async () => {
    const { code, out, err } = await run(...as('reports'))
    expect([code, err]).toEqual([0, ''])
    expect(
      out
        .split('\n')
        .slice(0, 11)
        .map((line) => line[0]),
    ).toEqual(Array(11).fill('✓'))
    expect(out).toContain(
      '✓ caller identity    STS calls it arn:aws:sts::111122223333:assumed-role/shop-reports-reader/rolecall-verify\n',
    )
    expect(out).toContain('\nVerified: ServiceAccount shop/reports of cluster shop: every step holds\n')
    expect(out).not.toContain('eyJ')
    expect(out).not.toContain('\u001b')
  })

  it('assumes no role when told not to', async () => {
    const { code, out } = await run(...as('reports'), '--no-assume')
    expect(code).toBe(0)
    expect(out).not.toContain('caller identity')
    expect(out).toContain('(--no-assume)')
  })

  it('crosses what is broken, with the error and the fix below', async () => {
    const { code, out } = await run(...as('nobody'))
    expect(code).toBe(1)
    expect(out).toContain(
      [
        '✗ service account    there is no ServiceAccount nobody in namespace shop of cluster shop',
        '    error: error looking up service account shop/nobody: serviceaccount "nobody" not found',
        '    fix:   kubectl create serviceaccount nobody -n shop',
        '· wiring             not reached',
        '',
      ].join('\n'),
    )
  })

  it.each([
    [
      'a ServiceAccount',
      ['shop', 'shop', 'reprots'],
      'there is no ServiceAccount reprots in namespace shop of cluster shop; reports differs by two letters that changed places',
      'error looking up service account shop/reprots: serviceaccount "reprots" not found',
      'rolecall verify --cluster shop -n shop --service-account reports   # or, if it is to be: kubectl create serviceaccount reprots -n shop',
    ],
    [
      'a namespace',
      ['shop', 'shpo', 'reports'],
      'there is no namespace shpo in cluster shop; shop differs by two letters that changed places, and has ServiceAccount reports',
      'Error from server (NotFound): namespaces "shpo" not found',
      'rolecall verify --cluster shop -n shop --service-account reports',
    ],
    [
      'both',
      ['shop', 'shops', 'report'],
      'there is no namespace shops in cluster shop; shop differs by one letter, and has ServiceAccount reports',
      'Error from server (NotFound): namespaces "shops" not found',
      'rolecall verify --cluster shop -n shop --service-account reports',
    ],
    [
      'a namespace that is like no other',
      ['shop', 'warehouse', 'reports'],
      'there is no namespace warehouse in cluster shop',
      'Error from server (NotFound): namespaces "warehouse" not found',
      'kubectl create namespace warehouse && kubectl create serviceaccount reports -n warehouse',
    ],
  ])('knows what was meant by a slip in %s', async (_, [cluster, namespace, account], ...lines) => {
    const slip = ['--cluster', cluster!, '-n', namespace!, '--service-account', account!]
    const { code, out } = await run(...slip)
    const [sentence, error, fix] = lines
    expect([code, out.split('\n').slice(0, 3)]).toEqual([
      1,
      [`✗ service account    ${sentence}`, `    error: ${error}`, `    fix:   ${fix}`],
    ])
  })

  it('is undecided while nothing of it runs', async () => {
    const { code, out } = await run(...as('batch'))
    expect(code).toBe(2)
    expect(out).toContain('~ pods               not looked at: no pod of it runs\n')
  })

  it('looks at one pod', async () => {
    expect((await run(...as('reports'), '--pod', 'reports-a')).code).toBe(0)
    const { code, out } = await run(...as('batch'), '--pod', 'reports-a')
    expect(code).toBe(1)
    expect(out).toContain('pod/reports-a runs as ServiceAccount shop/reports, and not as shop/batch')
  })

  it('answers programs', async () => {
    const { code, out } = await run(...as('reports'), '--output', 'json')
    const answer = JSON.parse(out) as Verification
    expect([code, answer.result, answer.method]).toEqual([0, 'ok', 'irsa'])
    expect(Object.keys(answer)).toEqual([
      'result',
      'sentence',
      'cluster',
      'namespace',
      'serviceAccount',
      'method',
      'steps',
      'notes',
    ])
    expect(out).not.toContain('eyJ')
  })

  it('knows no such cluster', async () => {
    for (const [name, hint] of [
      ['shpo', '--cluster shop differs by two letters that changed places'],
      ['bank', 'there are shop'],
    ]) {
      const { code, out, err } = await run('--cluster', name!, '-n', 'a', '--service-account', 'b')
      expect([code, out]).toEqual([2, ''])
      expect(err).toContain(
        `there is no cluster ${name} in us-east-1 of account 111122223333, that of these credentials; ${hint}\n`,
      )
    }
  })
})

describe('rolecall verify, live, with EKS Pod Identity', () => {
  const trust = (Action: string[]) => ({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'pods.eks.amazonaws.com' }, Action }],
  })
  const setTrust = (RoleName: string, document: object) =>
    iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: JSON.stringify(document) }))

  const marked = (out: string) =>
    out
      .split('\n')
      .flatMap((line) => line.match(/^[✓✗~·]/) ?? [])
      .join('')

  /** Runs as somebody who reads all of AWS, with a kubeconfig for the cluster. */
  async function byOperator(...line: string[]) {
    const UserName = 'operator'
    await iam.send(new CreateUserCommand({ UserName }))
    const PolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess'
    await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn }))
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }))
    const kubeconfig = {
      'current-context': 'c',
      contexts: [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
      clusters: [{ name: 'c', cluster: { server: kubernetes.server } }],
      users: [{ name: 'u', user: { token: await administrator() } }],
    }
    write('kubeconfig', kubeconfig)
    return rolecall(['verify', ...line, '--kubeconfig', file('kubeconfig')], {
      AWS_ENDPOINT_URL: server.environment['AWS_ENDPOINT_URL'] ?? '',
      AWS_ACCESS_KEY_ID: AccessKey?.AccessKeyId ?? '',
      AWS_SECRET_ACCESS_KEY: AccessKey?.SecretAccessKey ?? '',
    })
  }

  /** A ServiceAccount with an association of its own and a pod as the webhook leaves it. */
  async function associated(name: string, ...more: string[]): Promise<void> {
    const policy = ['--policy-arn', 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess', '--role-name', name]
    const line = ['associate', ...as(name), '--create-service-account', ...policy, ...more]
    expect((await rolecall(line, server.environment)).code).toBe(0)
    const { spec } = associatedPod()
    const pod = { metadata: { name: `${name}-a` }, spec: { ...spec, serviceAccountName: name } }
    pod.spec.containers = spec.containers.map((one) => ({ ...one, image: 'main' }))
    await kubernetes.pods('shop').create(pod as Pod)
  }

  it('ticks every step, up to who a pod of it is', async () => {
    await associated('fine')
    const { code, out } = await run(...as('fine'))
    expect(code).toBe(0)
    expect(marked(out)).toBe('✓✓✓✓✓✓✓✓✓✓✓✓')
    expect(out).toContain('✓ trust policy       role fine lets EKS sts:AssumeRole and sts:TagSession\n')
    expect(out).toContain('✓ permissions        role fine has 1 policy;')
    expect(out).toContain('✓ eks auth           EKS Auth gives credentials for the token of pod/fine-a\n')
    expect(out).toMatch(
      /✓ caller identity {4}STS calls it arn:aws:sts::111122223333:assumed-role\/fine\/eks-shop-fine-a-[\da-f-]{36}\n/,
    )
    expect(out).not.toMatch(/eyJ|ASIA/)
  })

  it('takes the token where EKS is, unless a variable says where EKS Auth is', async () => {
    await associated('placed')
    const { AWS_ENDPOINT_URL: url = '', ...rest } = server.environment
    write('config', `[profile ${rest['AWS_PROFILE']}]\nregion = us-east-1\nendpoint_url = ${url}\n`)
    const by = { ...rest, AWS_CONFIG_FILE: file('config') }
    const nowhere = 'http://127.0.0.1:9'
    for (const [variables, code, mark] of [
      [{ AWS_ENDPOINT_URL_EKS_AUTH: nowhere }, 2, '~ eks auth'],
      [{ AWS_ENDPOINT_URL_EKS_AUTH: url }, 0, '✓ eks auth'],
      // What people set for programs in Go.
      [{ AWS_ENDPOINT_URL_STS: url }, 0, '✓ eks auth'],
    ] as const) {
      const ran = await rolecall(['verify', ...as('placed')], { ...by, ...variables })
      expect([ran.code, ran.out, ran.err]).toEqual([code, expect.stringContaining(mark), ''])
    }
  })

  it('assumes no role when told not to, and says so', async () => {
    const { code, out } = await run(...as('fine'), '--no-assume', '--output', 'json')
    expect(code).toBe(0)
    const { steps, notes } = JSON.parse(out) as Verification
    expect(steps.map(({ name }) => name)).not.toContain('eks-auth')
    expect(steps.map(({ name }) => name)).not.toContain('caller-identity')
    expect(notes.at(-1)).toContain('what EKS Auth and STS answer')
  })

  it('asks for the pod that is named, and says what to do where there is none', async () => {
    await associated('pair')
    const { spec } = await kubernetes.pods('shop').get('pair-a')
    await kubernetes.pods('shop').create({ metadata: { name: 'pair-b' }, spec: spec! })
    const { code, out } = await run(...as('pair'), '--pod', 'pair-b')
    expect([code, out]).toEqual([0, expect.stringContaining('the token of pod/pair-b\n')])
    for (const name of ['pair-a', 'pair-b']) await kubernetes.pods('shop').delete(name)
    const none = await run(...as('pair'))
    expect([none.code, marked(none.out)]).toEqual([2, '✓✓~·✓✓✓✓✓·~·'])
    expect(none.out).toContain(
      [
        '~ eks auth           not looked at: no pod of it is there, and EKS Auth takes a token that is bound to a pod only',
        '    check: start a pod of it and verify again; a process in place of one: rolecall run --cluster shop -n shop --service-account pair -- aws sts get-caller-identity',
        '',
      ].join('\n'),
    )
  })

  it('does not blame the set-up for a caller who may not ask EKS Auth', async () => {
    const { code, out } = await byOperator(...as('fine'))
    expect([code, marked(out)]).toEqual([2, '✓✓✓✓✓✓✓✓✓✓~·'])
    expect(out).toMatch(
      /~ eks auth {11}not looked at: these credentials may not ask EKS Auth: \(AccessDeniedException\): User: \S+ is not authorized to perform: eks-auth:AssumeRoleForPodIdentity on resource: \S+ because no identity-based policy allows the eks-auth:AssumeRoleForPodIdentity action, fault: client\n {4}check: verify with credentials that may eks-auth:AssumeRoleForPodIdentity on arn:aws:eks:us-east-1:111122223333:cluster\/shop, as the nodes may; or ask in the pod: kubectl exec fine-a -n shop -- aws sts get-caller-identity\n/,
    )
    expect(out).toContain(
      '\nUndecided: ServiceAccount shop/fine of cluster shop: every step holds but eks auth, which was not looked at; with --no-assume it does not count\n',
    )
  })

  it('crosses a trust policy that lets EKS tag no session, and mends it', async () => {
    await associated('untagged')
    await setTrust('untagged', trust(['sts:AssumeRole']))
    const { code, out } = await run(...as('untagged'), '--no-assume')
    expect(code).toBe(1)
    expect(out).toMatch(/✗ trust policy {7}.*sts:TagSession for pods\.eks\.amazonaws\.com\n/)
    const [, mended = ''] = /--policy-document '(.+)'$/m.exec(out) ?? []
    await setTrust('untagged', JSON.parse(mended))
    expect((await run(...as('untagged'), '--no-assume')).code).toBe(0)
  })

  it('crosses a target role that is not there', async () => {
    await associated('hopping', '--target-role-arn', 'arn:aws:iam::111122223333:role/data')
    const { code, out } = await run(...as('hopping'))
    expect([code, marked(out)]).toEqual([1, '✓✓✓✓✓✓✓✗~✓✗·'])
    expect(out).toContain(
      '    error: (AccessDeniedException): Unauthorized Exception! EKS does not have permissions to assume the associated role., fault: client\n    fix:   mend target role first, above\n',
    )
    expect(out).toContain('✗ target role        there is no role arn:aws:iam::111122223333:role/data\n')
  })

  it('crosses a ServiceAccount that has both, and pods that have the other', async () => {
    const role = ['--role-name', 'both', '--policy-arn', 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess']
    expect((await rolecall(['associate', ...as('reports'), ...role], server.environment)).code).toBe(0)
    const { code, out } = await run(...as('reports'), '--no-assume')
    expect(code).toBe(1)
    expect(out).toContain(
      `✗ wiring             it is annotated with role ${roleArn} and associated with role`,
    )
    expect(out).toContain(
      'fix:   kubectl annotate serviceaccount reports -n shop eks.amazonaws.com/role-arn-',
    )
    expect(out).toContain(`✗ pods               pod/reports-a still has role ${roleArn} by the annotation`)
    expect(out).toContain('fix:   kubectl delete pod/reports-a -n shop')
  })
})

describe('rolecall verify, with credentials of elsewhere', () => {
  it('says of which account they are, and that it has no cluster', async () => {
    const elsewhere = await startTestServer({ account: '444455556666' })
    try {
      const { code, out, err } = await rolecall(['verify', ...as('reports')], {
        AWS_ENDPOINT_URL: elsewhere.url,
        AWS_ACCESS_KEY_ID: elsewhere.credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: elsewhere.credentials.secretAccessKey,
      })
      expect([code, out]).toEqual([2, ''])
      expect(err).toContain(
        'rolecall: there is no cluster shop in us-east-1 of account 444455556666, that of these credentials; there is none at all, so look at --region and --profile\n',
      )
    } finally {
      await elsewhere.close()
    }
  })
})

describe('rolecall verify, with credentials that ended', () => {
  it('says so, and what to do', async () => {
    // Given two hours ago, for one.
    let ahead = -7_200_000
    const past = await startTestServer({ clock: () => Date.now() + ahead })
    try {
      const sts = past.client(STSClient, { systemClockOffset: ahead })
      const { Credentials: given } = await sts.send(new GetSessionTokenCommand({ DurationSeconds: 3600 }))
      ahead = 0
      const { code, out, err } = await rolecall(['verify', ...as('reports')], {
        AWS_ENDPOINT_URL: past.url,
        AWS_ACCESS_KEY_ID: given?.AccessKeyId ?? '',
        AWS_SECRET_ACCESS_KEY: given?.SecretAccessKey ?? '',
        AWS_SESSION_TOKEN: given?.SessionToken ?? '',
      })
      expect([code, out]).toEqual([2, ''])
      expect(err).toContain(
        'rolecall: the AWS credentials were refused (ExpiredToken): The security token included in the request is expired; get new ones, by aws sso login or by what gave these\n',
      )
    } finally {
      await past.close()
    }
  })
})

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
    ['--objects', file('objects')],
    ['--authorization-details', file('iam.json')],
    ['--oidc-providers', file('providers.json')],
    ['--associations', file('associations.json')],
    ['--token', file('token')],
    ['--jwks', file('jwks.json')],
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
    const { code, out, err } = await offline(...as('reports'), ...files().flat())
    expect([code, err]).toEqual([2, ''])
    expect(marks(out)).toEqual(ticks)
    expect(out).toContain('~ caller identity    not looked at: files cannot ask STS\n')
    expect(out).not.toContain('eyJ')
  })

  it('counts no step for which a role would be assumed when told not to', async () => {
    const { code, out } = await offline(...as('reports'), ...files().flat(), '--no-assume')
    expect(code).toBe(0)
    expect(out).not.toContain('caller identity')
    expect(out).toContain('(--no-assume)')
  })

  it('ticks of EKS Pod Identity what files can tell', async () => {
    const { metadata: _, ...pod } = associatedPod()
    mkdirSync(file('associated'), { recursive: true })
    const account = { kind: 'ServiceAccount', metadata: { name: 'reports', namespace: 'shop' } }
    const metadata = { name: 'reports-a', namespace: 'shop' }
    write('associated/all.yaml', `${stringify(account)}---\n${stringify({ ...pod, metadata })}`)
    const association = { namespace: 'shop', serviceAccount: 'reports', roleArn: podRole.Arn }
    write('association.json', { association })
    write('pods.json', { RoleDetailList: [podRole] })
    const line = [
      ...['--objects', file('associated'), '--authorization-details', file('pods.json')],
      ...['--associations', file('association.json'), '--issuer', issuer],
    ]
    const { code, out } = await offline(...as('reports'), ...line)
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
      ...as('reports'),
      ...files()
        .filter(([name]) => name !== option)
        .flat(),
    )
    expect(code).toBe(2)
    expect(marks(out)).toMatchObject(changed)
    expect(out).toContain('not looked at: ')
  })

  it('finds what is broken', async () => {
    mkdirSync(file('broken'), { recursive: true })
    const annotations = { 'eks.amazonaws.com/role-arn': `${roleArn}s` }
    const account = { kind: 'ServiceAccount', metadata: { name: 'reports', namespace: 'shop', annotations } }
    const deployment = {
      kind: 'Deployment',
      metadata: { name: 'reports', namespace: 'shop' },
      spec: { template: { spec: { containers: [{ name: 'main' }] } } },
    }
    write('broken/account.yaml', `${stringify(account)}---\n${stringify(deployment)}`)
    const all = files().map(([name, value]) =>
      name === '--objects' ? [name, file('broken')] : [name, value],
    )
    const { code, out } = await offline(...as('reports'), ...(all.flat() as string[]))
    expect(code).toBe(1)
    expect(out).toContain(
      '✗ pods               deployment/reports runs as ServiceAccount shop/default, and not as shop/reports',
    )
    expect(out).toContain('    fix:   kubectl set serviceaccount deployment/reports reports -n shop\n')
    expect(out).toContain(`there is no role ${roleArn}s; ${roleArn} differs by one letter`)
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
    const { code, out, err } = await offline(...as('reports'), option, file(name))
    expect([code, out, err]).toEqual([2, '', expect.stringContaining(sentence)])
    expect(err).not.toContain('internal error')
  })
})
