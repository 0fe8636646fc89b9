import { readFileSync } from 'node:fs'
import {
  CreateRoleCommand,
  GetRoleCommand,
  IAMClient,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam'
import { fromIni } from '@aws-sdk/credential-providers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { rolecall } from './rolecall.ts'
import { type Serving, serving } from './serving.ts'

const file = 'examples/shop/cluster.yaml'
const text = readFileSync(new URL(`../../../../${file}`, import.meta.url), 'utf8')
const RoleName = 'shop-reports-reader'

let server: Serving
let iam: IAMClient
const run = (args: string[], input?: string) => rolecall(args, server.environment, input)
const stepsOf = (out: string) => (JSON.parse(out).steps as { change: string; what: string }[]).map(words)
const words = ({ change, what }: { change: string; what: string }) => `${change} ${what}`

beforeAll(async () => {
  server = await serving()
  iam = new IAMClient({
    endpoint: server.environment['AWS_ENDPOINT_URL']!,
    region: 'us-east-1',
    credentials: fromIni({
      filepath: server.environment['AWS_SHARED_CREDENTIALS_FILE']!,
      profile: 'rolecall',
    }),
  })
})
afterAll(() => server?.stop())

it('plans, applies, and then has nothing to do', async () => {
  const planned = await run(['plan', '-f', file])
  expect([planned.code, planned.err]).toEqual([1, ''])
  expect(planned.out).toContain('+ create role shop-reports-reader for ServiceAccount shop/reports\n')
  expect(planned.out).toContain('    ListReports: Allow s3:ListBucket on arn:aws:s3:::shop-reports\n')

  const applied = await run(['apply', '-f', file])
  expect(applied.code).toBe(0)
  expect(applied.out).toContain('Done: 10 changed\n')

  const header = `cluster shop in us-east-1, account 111122223333 at ${server.environment['AWS_ENDPOINT_URL']}`
  const again = await run(['apply', '-f', file])
  expect([again.code, again.out]).toEqual([0, `${header}\nNothing to do\n`])
  expect((await run(['plan', '-f', file])).code).toBe(0)
})

it('sets the trust policy and the tags that eksctl sets', async () => {
  const { Role } = await iam.send(new GetRoleCommand({ RoleName }))
  const [statement] = JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).Statement
  const issuer = statement.Principal.Federated.replace('arn:aws:iam::111122223333:oidc-provider/', '')
  expect(issuer).toMatch(/^127\.0\.0\.1:\d+\/id\/[0-9a-fA-F]{32}$/)
  expect(statement.Condition).toEqual({
    StringEquals: {
      [`${issuer}:sub`]: 'system:serviceaccount:shop:reports',
      [`${issuer}:aud`]: 'sts.amazonaws.com',
    },
  })
  expect(Role?.Tags).toContainEqual({ Key: 'alpha.eksctl.io/iamserviceaccount-name', Value: 'shop/reports' })
})

it('finds drift, shows it, and mends it', async () => {
  const open = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
  }
  const all = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }
  await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: JSON.stringify(open) }))
  await iam.send(
    new PutRolePolicyCommand({ RoleName, PolicyName: 'by-hand', PolicyDocument: JSON.stringify(all) }),
  )

  const planned = await run(['plan', '-f', file])
  expect(planned.code).toBe(1)
  expect(planned.out).toContain('~ change trust policy of role shop-reports-reader\n')
  expect(planned.out).toContain('    -       "Action": "sts:AssumeRole"')
  expect(planned.out).toContain('- remove inline policy by-hand of role shop-reports-reader\n')

  const applied = await run(['apply', '-f', file, '--output', 'json'])
  expect(stepsOf(applied.out)).toEqual([
    'remove inline policy by-hand of role shop-reports-reader',
    'change trust policy of role shop-reports-reader',
  ])
  expect((await run(['plan', '-f', file])).code).toBe(0)
})

it('points a ServiceAccount at its role again, and leaves the labels of others', async () => {
  const elsewhere = text.replace('roleName: shop-reports-reader', 'roleName: shop-reports-other')
  const moved = await run(['apply', '-f', '-', '--output', 'json'], elsewhere)
  expect(stepsOf(moved.out)).toEqual([
    'create role shop-reports-other for ServiceAccount shop/reports',
    'change ServiceAccount shop/reports',
  ])
  const back = await run(['apply', '-f', file])
  expect(back.out).toContain(
    '    annotation eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/shop-reports-other → arn:aws:iam::111122223333:role/shop-reports-reader\n',
  )
})

it('does not touch a role that it did not make, unless told to', async () => {
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  }
  await iam.send(
    new CreateRoleCommand({ RoleName: 'theirs', AssumeRolePolicyDocument: JSON.stringify(trust) }),
  )
  const wanting = text.replace('roleName: shop-batch-orders-writer', 'roleName: theirs')

  const refused = await run(['apply', '-f', '-'], wanting)
  expect(refused.code).toBe(2)
  expect(refused.out).toContain('! role theirs exists and was not made by rolecall')
  expect(refused.out).not.toContain('ServiceAccount shop/batch')

  expect((await run(['apply', '-f', '-', '--adopt'], wanting)).code).toBe(0)
  expect((await run(['plan', '-f', '-'], wanting)).code).toBe(0)
})

it('does not move a role to another ServiceAccount, unless told to', async () => {
  const administrator = 'arn:aws:iam::aws:policy/AdministratorAccess'
  const readOnly = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'
  const wanting = (namespace: string, name: string, policy: string) =>
    JSON.stringify({
      apiVersion: 'eksctl.io/v1alpha5',
      kind: 'ClusterConfig',
      metadata: { name: 'shop', region: 'us-east-1' },
      iam: {
        withOIDC: true,
        serviceAccounts: [{ metadata: { namespace, name }, attachPolicyARNs: [policy] }],
      },
    })
  const collided = 'eksctl-shop-addon-iamserviceaccount-a-b-c'
  expect((await run(['apply', '-f', '-'], wanting('a-b', 'c', administrator))).code).toBe(0)

  const second = wanting('a', 'b-c', readOnly)
  const refused = await run(['apply', '-f', '-'], second)
  expect(refused.code).toBe(2)
  expect(refused.out).toContain(`! role ${collided} exists and belongs to the ServiceAccount a-b/c; --adopt`)
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: collided }))
  expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toContain('system:serviceaccount:a-b:c')

  const moved = await run(['apply', '-f', '-', '--adopt', '--output', 'json'], second)
  expect(stepsOf(moved.out).filter((step) => step.includes(collided))).toEqual([
    `remove policy ${administrator} on role ${collided}`,
    `change trust policy of role ${collided}`,
    `create policy ${readOnly} on role ${collided}`,
    `change tags of role ${collided}`,
  ])
  expect((await run(['plan', '-f', '-'], second)).code).toBe(0)
})

it('says what it may not do', async () => {
  const refused = await rolecall(['plan', '-f', file], {
    AWS_ENDPOINT_URL: server.environment['AWS_ENDPOINT_URL']!,
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'x',
  })
  expect([refused.code, refused.out]).toEqual([2, ''])
  expect(refused.err).toMatch(/^rolecall: the AWS credentials were refused \(InvalidClientTokenId/)
  expect(refused.err.trimEnd().split('\n')).toHaveLength(1)
})
