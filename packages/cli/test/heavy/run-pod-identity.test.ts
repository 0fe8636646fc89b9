import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { IAMClient, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam'
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ended } from '../e2e/ended.ts'
import { podFlags } from '../e2e/pod-flags.ts'
import { readProfile } from '../e2e/read-profile.ts'
import { rolecall } from '../e2e/rolecall.ts'
import { type Serving, serving } from '../e2e/serving.ts'
import { startRolecall } from '../e2e/start-rolecall.ts'

const node = (script: string) => ['--', process.execPath, '-e', script]
const program = (name: string) => ['--', process.execPath, `examples/shop/pods/${name}.mjs`]
const byPodIdentity = ['--method', 'pod-identity']

const folder = mkdtempSync(join(tmpdir(), 'rolecall-test-'))
const policy = join(folder, 'list.json')
let server: Serving
let iam: IAMClient
const run = (args: string[]) => rolecall(args, server.environment)
const stepsOf = (out: string) =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
const list = (serviceAccount: string, ...more: string[]) =>
  run(['associate', ...podFlags(serviceAccount), '--policy', policy, ...more])

beforeAll(async () => {
  server = await serving()
  const statement = { Effect: 'Allow', Action: 's3:ListBucket', Resource: 'arn:aws:s3:::shop-reports' }
  writeFileSync(policy, JSON.stringify({ Version: '2012-10-17', Statement: [statement] }))
  expect((await run(['apply', '-f', 'examples/shop/cluster.yaml'])).code).toBe(0)
  expect((await list('auditor', '--create-service-account')).code).toBe(0)
  expect((await list('reports', '--role-name', 'reports-by-association')).code).toBe(0)
  const credentials = readProfile(server.environment['AWS_SHARED_CREDENTIALS_FILE'] ?? '')
  const of = { endpoint: server.environment['AWS_ENDPOINT_URL'] ?? '', region: 'us-east-1', credentials }
  iam = new IAMClient(of)
  await new S3Client({ ...of, forcePathStyle: true }).send(
    new CreateBucketCommand({ Bucket: 'shop-reports' }),
  )
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await server?.stop()
})

it('runs a program as the role of its association, which may what its policy says', async () => {
  const { code, out, err } = await run([
    'run',
    ...podFlags('auditor'),
    '--pod',
    'by-hand',
    ...program('reports'),
  ])
  expect([code, err]).toEqual([0, ''])
  expect(stepsOf(out)).toEqual([
    expect.objectContaining({
      outcome: 'allowed',
      detail: expect.stringMatching(
        /^arn:aws:sts::111122223333:assumed-role\/[^/]*auditor[^/]*\/eks-shop-by-hand-/,
      ),
    }),
    expect.objectContaining({ call: 's3:ListObjectsV2', outcome: 'allowed', detail: '0 objects' }),
  ])
})

it('and no more', async () => {
  const { code, out } = await run(['run', ...podFlags('auditor'), ...byPodIdentity, ...program('batch')])
  expect(code).toBe(0)
  expect(stepsOf(out)).toMatchObject([
    { outcome: 'allowed' },
    { call: 'dynamodb:PutItem', outcome: 'denied' },
    { call: 's3:DeleteBucket', outcome: 'denied' },
  ])
})

it.each([
  [[], /reports-by-association/, /annotation eks.amazonaws.com\/role-arn; pod-identity is taken/],
  [byPodIdentity, /reports-by-association/, /^$/],
  [['--method', 'irsa'], /shop-reports-reader/, /^$/],
])('with both, %j is who it says', async (method, role, note) => {
  const { out, err } = await run(['run', ...podFlags('reports'), ...method, ...program('reports')])
  expect(err).toMatch(note)
  expect(stepsOf(out)[0]).toMatchObject({ outcome: 'allowed', detail: expect.stringMatching(role) })
})

it('says that there is no association, and gives no credentials', async () => {
  const { code, out, err } = await run(['run', ...podFlags('batch'), ...byPodIdentity, ...program('batch')])
  expect([code, err]).toEqual([
    0,
    'rolecall: ServiceAccount shop/batch has no EKS Pod Identity association, so the process gets no AWS credentials\n',
  ])
  for (const step of stepsOf(out)) expect(step).toMatchObject({ outcome: 'no-credentials' })
})

it('starts, and says why there are no credentials, where the role does not trust EKS', async () => {
  expect((await list('broken', '--create-service-account', '--role-name', 'broken')).code).toBe(0)
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  }
  await iam.send(
    new UpdateAssumeRolePolicyCommand({ RoleName: 'broken', PolicyDocument: JSON.stringify(trust) }),
  )
  const { code, out, err } = await run(['run', ...podFlags('broken'), ...program('reports')])
  expect(code).toBe(0)
  expect(err).toMatch(/^rolecall: the process starts without AWS credentials, for now \(\w+Exception: /)
  expect(stepsOf(out)[0]).toMatchObject({ outcome: 'no-credentials' })
})

it('gives a token for EKS Auth alone, of a pod of its own, and nothing of the caller', async () => {
  const script =
    'const { env } = process; console.log(JSON.stringify({ ...env, token: require("fs").readFileSync(env.AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE, "utf8") }))'
  const { out } = await run(['run', ...podFlags('auditor'), '--pod', 'bound', ...node(script)])
  const environment = JSON.parse(out)
  const claims = JSON.parse(Buffer.from(environment.token.split('.')[1], 'base64url').toString())
  expect(claims).toMatchObject({
    aud: ['pods.eks.amazonaws.com'],
    'kubernetes.io': { pod: { name: 'bound' } },
  })
  expect(environment['AWS_CONTAINER_CREDENTIALS_FULL_URI']).toMatch(
    /^http:\/\/127\.0\.0\.1:\d+\/v1\/credentials$/,
  )
  for (const name of ['AWS_ROLE_ARN', 'AWS_PROFILE', 'AWS_ACCESS_KEY_ID'])
    expect(environment[name]).toBeUndefined()
  // The agent ends with the process.
  await expect(fetch(environment['AWS_CONTAINER_CREDENTIALS_FULL_URI'])).rejects.toThrow('fetch failed')
})

it.each([
  ['process.exit(7)', 7],
  ['process.kill(process.pid, "SIGKILL")', 137],
])('%s ends with %i', async (script, code) => {
  expect((await run(['run', ...podFlags('auditor'), ...node(script)])).code).toBe(code)
})

it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  'hands on %s, and leaves nothing behind',
  async (signal) => {
    const script = `process.on('${signal}', () => process.exit(9)); console.log(process.env.AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE); setInterval(() => {}, 1000)`
    const pod = `signal-${signal.toLowerCase()}`
    const child = startRolecall(
      ['run', ...podFlags('auditor'), '--pod', pod, ...byPodIdentity, ...node(script)],
      server.environment,
    )
    child.stdout?.once('data', () => child.kill(signal))
    const { code, out } = await ended(child)
    expect([code, existsSync(out.trim())]).toEqual([9, false])
    expect((await run(['token', ...podFlags('auditor'), '--pod', pod])).err).toContain('there is no pod')
  },
)
