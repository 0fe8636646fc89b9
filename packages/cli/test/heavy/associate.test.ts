import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  DescribePodIdentityAssociationCommand,
  EKSClient,
  ListPodIdentityAssociationsCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdatePodIdentityAssociationCommand,
} from '@aws-sdk/client-eks'
import {
  CreatePolicyCommand,
  CreateRoleCommand,
  GetRoleCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
} from '@aws-sdk/client-iam'
import { fromIni } from '@aws-sdk/credential-providers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { podFlags } from '../e2e/pod-flags.ts'
import { rolecall } from '../e2e/rolecall.ts'
import { type Serving, serving } from '../e2e/serving.ts'

const readOnly = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'
const folder = mkdtempSync(join(tmpdir(), 'rolecall-test-'))
const whoAmI = ['--', process.execPath, 'examples/shop/pods/reports.mjs']

let server: Serving
let eks: EKSClient
const run = (args: string[], input?: string) => rolecall(args, server.environment, input)
const associate = (serviceAccount: string, ...more: string[]) =>
  run(['associate', ...podFlags(serviceAccount), ...more])
const clientSettings = (profile: string) => ({
  endpoint: server.environment['AWS_ENDPOINT_URL']!,
  region: 'us-east-1',
  credentials: fromIni({
    filepath: server.environment['AWS_SHARED_CREDENTIALS_FILE']!,
    profile,
    ignoreCache: true,
  }),
})
async function associationOf(serviceAccount: string) {
  const names = { clusterName: 'shop', namespace: 'shop', serviceAccount }
  const { associations = [] } = await eks.send(new ListPodIdentityAssociationsCommand(names))
  const [{ associationId } = {}] = associations
  if (associationId === undefined) return undefined
  const one = { clusterName: 'shop', associationId }
  return (await eks.send(new DescribePodIdentityAssociationCommand(one))).association
}
/** Who a pod of the ServiceAccount is by its association. */
async function callerOf(serviceAccount: string): Promise<string> {
  const { out, err } = await run(['run', ...podFlags(serviceAccount), '--method', 'pod-identity', ...whoAmI])
  expect(err).toBe('')
  return JSON.parse(out.split('\n')[0] ?? '').detail
}

beforeAll(async () => {
  server = await serving()
  eks = new EKSClient(clientSettings('rolecall'))
  expect((await run(['apply', '-f', 'examples/shop/cluster.yaml'])).code).toBe(0)
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await server?.stop()
})

it('shows, makes, and then has nothing to do', async () => {
  const line = ['--policy-arn', readOnly, '--role-name', 'auditor', '--create-service-account']
  const shown = await associate('auditor', ...line, '--dry-run')
  expect([shown.code, shown.err]).toEqual([1, ''])
  expect(shown.out).toContain(
    [
      '+ create role auditor for ServiceAccount shop/auditor',
      `    with ${readOnly}`,
      '+ create ServiceAccount shop/auditor',
      '+ create Pod Identity association of ServiceAccount shop/auditor',
      '    assumes arn:aws:iam::111122223333:role/auditor',
    ].join('\n'),
  )
  expect(await associationOf('auditor')).toBeUndefined()

  const made = await associate('auditor', ...line)
  expect([made.code, made.err]).toEqual([0, ''])
  expect(made.out).toContain('Done: 3 changed\n')
  expect(await associationOf('auditor')).toMatchObject({
    roleArn: 'arn:aws:iam::111122223333:role/auditor',
    disableSessionTags: false,
  })

  const again = await associate('auditor', ...line)
  expect([again.code, again.out.split('\n').at(-2)]).toEqual([0, 'Nothing to do'])
  expect((await associate('auditor', ...line, '--dry-run')).code).toBe(0)
  expect(await callerOf('auditor')).toContain(':assumed-role/auditor/eks-shop-auditor-')
})

it('changes what differs, and a policy of the session with it', async () => {
  const sessions = join(folder, 'session.json')
  const statement = { Effect: 'Allow', Action: 'sts:GetCallerIdentity', Resource: '*' }
  writeFileSync(sessions, JSON.stringify({ Version: '2012-10-17', Statement: [statement] }))
  const line = ['--policy-arn', readOnly, '--role-name', 'auditor', '--create-service-account']
  const more = ['--disable-session-tags', '--session-policy', sessions]
  const changed = await associate('auditor', ...line, ...more)
  expect([changed.code, changed.err]).toEqual([0, ''])
  expect(changed.out).toContain(
    '~ change Pod Identity association of ServiceAccount shop/auditor\n    disableSessionTags: (none) → true\n',
  )
  expect(await associationOf('auditor')).toMatchObject({
    disableSessionTags: true,
    policy: expect.stringContaining('sts:GetCallerIdentity'),
  })
  expect((await associate('auditor', ...line, ...more, '--dry-run')).code).toBe(0)
  expect((await associate('auditor', ...line)).code).toBe(0)
  const back = await associationOf('auditor')
  expect([back?.disableSessionTags, back?.policy]).toEqual([false, undefined])
})

it('leaves an association that it did not make, unless told to', async () => {
  const { associationArn: resourceArn = '', associationId } = (await associationOf('auditor')) ?? {}
  const { tags = {} } = (await associationOf('auditor')) ?? {}
  await eks.send(new UntagResourceCommand({ resourceArn, tagKeys: Object.keys(tags) }))
  await eks.send(
    new UpdatePodIdentityAssociationCommand({ clusterName: 'shop', associationId, disableSessionTags: true }),
  )
  const line = ['--policy-arn', readOnly, '--role-name', 'auditor', '--create-service-account']
  const refused = await associate('auditor', ...line)
  expect(refused.code).toBe(2)
  expect(refused.out).toContain('exists and was not made by rolecall; --adopt takes it over')
  expect((await associationOf('auditor'))?.disableSessionTags).toBe(true)
  expect((await associate('auditor', ...line, '--adopt')).code).toBe(0)
  expect((await associationOf('auditor'))?.disableSessionTags).toBe(false)
  await eks.send(new TagResourceCommand({ resourceArn, tags }))
})

it('reaches a role of another account through its own', async () => {
  const made = await run(['account', 'create', 'red', '--email', 'red@example.com', '--create-organization'])
  const account = /account (\d{12})/.exec(made.out)?.[1]
  const target = `arn:aws:iam::${account}:role/data`
  const line = ['--policy-arn', readOnly, '--role-name', 'hopper', '--create-service-account']
  const { code, out } = await associate('hopper', ...line, '--target-role-arn', target)
  expect(code).toBe(0)
  expect(out).toContain(`    Allow sts:AssumeRole, sts:TagSession on ${target}\n`)
  const trust = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::111122223333:role/hopper' },
        Action: ['sts:AssumeRole', 'sts:TagSession'],
      },
    ],
  }
  await new IAMClient(clientSettings('red')).send(
    new CreateRoleCommand({ RoleName: 'data', AssumeRolePolicyDocument: JSON.stringify(trust) }),
  )
  expect(await callerOf('hopper')).toContain(`arn:aws:sts::${account}:assumed-role/data/`)
  expect((await associate('hopper', ...line, '--target-role-arn', target, '--dry-run')).code).toBe(0)
})

it('uses a role as it is', async () => {
  const { Role } = await new IAMClient(clientSettings('rolecall')).send(
    new GetRoleCommand({ RoleName: 'auditor' }),
  )
  const { code, out } = await associate('batch', '--role-arn', Role?.Arn ?? '')
  expect(code).toBe(0)
  expect(out).toContain('Done: 1 changed\n')
  expect(await callerOf('batch')).toContain(':assumed-role/auditor/')
})

it.each([
  [
    ['--role-arn', 'arn:aws:iam::111122223333:role/auditro'],
    /^! ServiceAccount shop\/frontend is to have the role \S+:role\/auditro, which does not exist; did you mean arn:aws:iam::111122223333:role\/auditor\?\n(.*\n)*rolecall: nothing is applied while a line is marked with !\n$/m,
  ],
  [
    ['--role-arn', 'arn:aws:iam::444455556666:role/auditor'],
    /^! .* which is of another account; such a one can be the target role$/m,
  ],
  [
    ['--policy-arn', readOnly, '--cluster', 'none'],
    /^rolecall: there is no cluster none in us-east-1 of account 111122223333, that of these credentials/m,
  ],
  [[], /--policy-arn/],
  [['--policy', '/nowhere.json'], /^rolecall: --policy: \/nowhere.json cannot be read \(ENOENT\)$/m],
])('%j is refused with 2 and says why', async (more, words) => {
  const { code, out, err } = await associate('frontend', ...more)
  expect(code).toBe(2)
  expect(out).not.toMatch(/^[+~]/m)
  expect(`${out}${err}`).toMatch(words)
  expect(await associationOf('frontend')).toBeUndefined()
})

it('takes nothing from a role before it knows that the new policies exist', async () => {
  const name = ['--role-name', 'payer', '--create-service-account']
  expect((await associate('payer', '--policy-arn', readOnly, ...name)).code).toBe(0)
  const typo = ['--policy-arn', 'arn:aws:iam::aws:policy/AmazonS3ReadOnly', ...name]
  const line =
    '! role payer is to have the policy arn:aws:iam::aws:policy/AmazonS3ReadOnly, ' +
    `which does not exist; did you mean ${readOnly}?\n`
  const shown = await associate('payer', ...typo, '--dry-run')
  expect([shown.code, shown.err]).toEqual([2, ''])
  expect(shown.out).toContain(line)
  const refused = await associate('payer', ...typo)
  expect([refused.code, refused.err]).toEqual([
    2,
    'rolecall: nothing is applied while a line is marked with !\n',
  ])
  expect(refused.out).toContain(line)
  const { AttachedPolicies } = await new IAMClient(clientSettings('rolecall')).send(
    new ListAttachedRolePoliciesCommand({ RoleName: 'payer' }),
  )
  expect(AttachedPolicies?.map(({ PolicyArn }) => PolicyArn)).toEqual([readOnly])
})

it('says what is done when it stops midway, and goes on from there', async () => {
  const iam = new IAMClient(clientSettings('rolecall'))
  const PolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 's3:ListBucket', Resource: '*' }],
  })
  const arns: string[] = []
  for (let one = 1; one <= 11; one++) {
    const made = await iam.send(new CreatePolicyCommand({ PolicyName: `many-${one}`, PolicyDocument }))
    arns.push(made.Policy?.Arn ?? '')
  }
  const name = ['--role-name', 'many', '--create-service-account']
  // IAM attaches ten.
  const stopped = await associate('many', '--policy-arn', ...arns, ...name)
  expect(stopped.code).toBe(2)
  expect(stopped.out).toContain('+ create role many for ServiceAccount shop/many\n')
  expect(stopped.out).toContain('    stopped at iam:AttachRolePolicy, after iam:CreateRole, iam:Attach')
  expect(stopped.err).toMatch(
    /^rolecall: AWS answered LimitExceeded.*\nThe rest was not done; the same command goes on from here once the cause is gone\.\n$/,
  )
  expect(await associationOf('many')).toBeUndefined()
  const again = await associate('many', '--policy-arn', ...arns.slice(0, 10), ...name)
  expect([again.code, again.err]).toEqual([0, ''])
  expect(again.out).not.toContain('create role')
  expect(await associationOf('many')).toBeDefined()
})

it('is what apply does with iam.podIdentityAssociations', async () => {
  const config = JSON.stringify({
    apiVersion: 'eksctl.io/v1alpha5',
    kind: 'ClusterConfig',
    metadata: { name: 'shop', region: 'us-east-1' },
    iam: {
      podIdentityAssociations: [
        {
          namespace: 'jobs',
          serviceAccountName: 'nightly',
          createServiceAccount: true,
          roleName: 'nightly',
          permissionPolicyARNs: [readOnly],
        },
      ],
    },
  })
  expect((await run(['plan', '-f', '-'], config)).code).toBe(1)
  const applied = await run(['apply', '-f', '-'], config)
  expect([applied.code, applied.err]).toEqual([0, ''])
  expect(applied.out).toContain('+ create Pod Identity association of ServiceAccount jobs/nightly\n')
  expect((await run(['plan', '-f', '-'], config)).code).toBe(0)
  const line = ['--cluster', 'shop', '-n', 'jobs', '--service-account', 'nightly']
  const same = ['--role-name', 'nightly', '--policy-arn', readOnly, '--create-service-account', '--dry-run']
  expect((await run(['associate', ...line, ...same])).code).toBe(0)
  const { out } = await run(['run', ...line, ...whoAmI])
  expect(JSON.parse(out.split('\n')[0] ?? '').detail).toContain(':assumed-role/nightly/')
})
