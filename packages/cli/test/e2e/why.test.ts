import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Answer } from '@rolecall/analyzer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { podFlags } from './pod-flags.ts'
import { rolecall } from './rolecall.ts'
import { type Serving, serving } from './serving.ts'

const bucket = 'arn:aws:s3:::shop-reports'
const report = `${bucket}/may.csv`
const orders = 'arn:aws:dynamodb:us-east-1:111122223333:table/shop-orders'
const reader = 'arn:aws:iam::111122223333:role/shop-reports-reader'

let server: Serving
let folder: string
const run = (...args: string[]) => rolecall(args, server.environment)

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rolecall-why-'))
  server = await serving()
  expect((await run('apply', '-f', 'examples/shop/cluster.yaml')).code).toBe(0)
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await server?.stop()
})

describe('rolecall why', () => {
  it('shows a permission from pod to resource', async () => {
    const { code, out, err } = await run('why', ...podFlags('reports'), 's3:GetObject', report)
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(
      /^✓ service account +ServiceAccount shop\/reports exists in cluster shop\n✓ association +no EKS Pod Identity association gives it a role\n✓ role annotation /,
    )
    expect(out).toContain(
      `Allowed: a pod of ServiceAccount shop/reports in cluster shop, as role shop-reports-reader, may s3:GetObject on ${report}: statement "ReadReports" of`,
    )
    expect(out).toContain('Decided by statement "ReadReports", line 1, of inline policy')
    expect(out).toContain('      "Resource": "arn:aws:s3:::shop-reports/*"\n')
    expect(out).toContain('Smallest change that would deny it:\n    remove statement 2 of inline policy')
    expect(out).not.toContain('\u001b')
  })

  it('shows a denial and what would allow it', async () => {
    const { code, out } = await run(
      'why',
      ...podFlags('batch'),
      's3:DeleteBucket',
      'arn:aws:s3:::shop-reports',
    )
    expect(code).toBe(1)
    expect(out).toContain('\n✗ identity policies     no identity policy allows s3:DeleteBucket\n')
    expect(out).toContain('Nearest is statement "WriteOrders"')
    expect(out).toMatch(
      /Smallest change that would allow it:\n {4}add to inline policy .* the statement \{"Effect":"Allow","Action":"s3:DeleteBucket","Resource":"arn:aws:s3:::shop-reports"\}\n/,
    )
  })

  it('shows a broken link, and that nothing behind it was reached', async () => {
    const { code, out } = await run('why', ...podFlags('report'), 's3:GetObject', report)
    expect(code).toBe(1)
    expect(out).toContain(
      '✗ service account       there is no ServiceAccount report in namespace shop of cluster shop; reports differs by one letter\n· association           not reached\n· role annotation       not reached\n',
    )
  })

  it('answers programs with the whole of it', async () => {
    const { code, out } = await run('why', ...podFlags('reports'), 's3:GetObject', report, '--output', 'json')
    const answer = JSON.parse(out) as Answer
    expect(code).toBe(0)
    expect(answer.links.map(({ state }) => state)).toEqual(Array(14).fill('ok'))
    expect(answer.method).toBe('irsa')
    expect(answer.deciding).toMatchObject({ sid: 'ReadReports', statement: 1 })
    expect(answer.change?.complete).toBe(true)
  })
})

describe('of a ServiceAccount that is associated', () => {
  const association = /EKS Pod Identity association a-\w{17}/.source
  const role = 'shop-auditor-reads'
  beforeAll(async () => {
    const policy = join(folder, 'audit.json')
    const Statement = { Sid: 'Audit', Effect: 'Allow', Action: 's3:GetObject', Resource: `${bucket}/*` }
    writeFileSync(policy, JSON.stringify({ Version: '2012-10-17', Statement }))
    const asked = ['--create-service-account', '--policy', policy, '--role-name', role]
    expect((await run('associate', ...podFlags('auditor'), ...asked)).code).toBe(0)
  })

  it('shows a permission by way of the association', async () => {
    const { code, out, err } = await run('why', ...podFlags('auditor'), 's3:GetObject', report)
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(
      new RegExp(
        [
          '^✓ service account +ServiceAccount shop/auditor exists in cluster shop',
          `✓ association +${association} gives it role arn:aws:iam::111122223333:role/${role}`,
          `✓ role +role ${role} exists`,
          `✓ trust policy +the trust policy of role ${role} lets pods.eks.amazonaws.com sts:AssumeRole and sts:TagSession`,
          '✓ identity policies +an identity policy allows s3:GetObject',
          '✓ permissions boundary +no permissions boundary is set',
          '✓ session policies +no session policy is passed',
          '✓ resource policy +the resource has no policy of its own',
          '',
          `Allowed: a pod of ServiceAccount shop/auditor in cluster shop, as role ${role} by ${association}, may s3:GetObject on ${report}: statement "Audit" of `,
        ].join('\n'),
      ),
    )
    expect(out).not.toContain('not looked at yet')
  })

  it('shows a denial', async () => {
    const { code, out } = await run('why', ...podFlags('auditor'), 's3:DeleteBucket', bucket)
    expect(code).toBe(1)
    expect(out).toMatch(
      new RegExp(
        `\nDenied: a pod of ServiceAccount shop/auditor in cluster shop, as role ${role} by ${association}, may not s3:DeleteBucket on ${bucket}: no identity policy allows s3:DeleteBucket`,
      ),
    )
  })

  it.each(['why', 'can'])('tells programs how by %s', async (command) => {
    const { code, out } = await run(
      command,
      ...podFlags('auditor'),
      's3:GetObject',
      report,
      '--output',
      'json',
    )
    expect([code, JSON.parse(out)]).toEqual([
      0,
      expect.objectContaining({ result: 'allowed', method: 'pod-identity' }),
    ])
  })

  it('says that policies turn on the pod where they do', async () => {
    const policy = join(folder, 'by-pod.json')
    const Condition = { StringNotLike: { 'aws:PrincipalTag/kubernetes-pod-name': 'auditor-*' } }
    const Statement = { Effect: 'Deny', Principal: '*', Action: '*', Resource: '*', Condition }
    writeFileSync(policy, JSON.stringify({ Version: '2012-10-17', Statement }))
    const can = (...more: string[]) =>
      run('can', ...podFlags('auditor'), 's3:GetObject', report, '--resource-policy', policy, ...more)
    const given = (pod: string) => ['--context', `aws:PrincipalTag/kubernetes-pod-name=${pod}`]
    const unsaid = await can()
    expect([unsaid.code, unsaid.out]).toEqual([
      2,
      expect.stringContaining('nothing is known of aws:principaltag/kubernetes-pod-name'),
    ])
    expect((await can(...given('auditor-x'))).code).toBe(0)
    expect((await can(...given('batch-x'))).code).toBe(1)
  })
})

describe('rolecall can', () => {
  it.each([
    ['reports', 's3:GetObject', report, 'yes', 0],
    ['reports', 's3:ListBucket', 'arn:aws:s3:::shop-reports', 'yes', 0],
    ['reports', 's3:PutObject', report, 'no', 1],
    ['frontend', 'dynamodb:GetItem', orders, 'yes', 0],
    ['frontend', 'dynamodb:PutItem', orders, 'no', 1],
    ['batch', 'dynamodb:PutItem', orders, 'yes', 0],
    ['batch', 'dynamodb:PutItem', orders.replace('us-east-1', 'eu-west-1'), 'no', 1],
    ['nobody', 'dynamodb:PutItem', orders, 'no', 1],
  ])('%s %s %s: %s', async (serviceAccount, action, resource, word, code) => {
    const ran = await run('can', ...podFlags(serviceAccount), action, resource)
    expect([ran.out.slice(0, ran.out.indexOf(':')), ran.code, ran.err]).toEqual([word, code, ''])
    expect(ran.out.trim().split('\n')).toHaveLength(1)
  })

  it('asks for a principal by itself', async () => {
    expect((await run('can', '--principal', reader, 's3:GetObject', report)).code).toBe(0)
    expect((await run('can', '--principal', `${reader}s`, 's3:GetObject', report)).code).toBe(1)
    expect(
      (await run('can', '--principal', reader.replace('1111', '4444'), 's3:GetObject', report)).code,
    ).toBe(2)
  })

  it('takes context wherever it stands', async () => {
    const policy = join(folder, 'bucket.json')
    const Condition = { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }
    const Statement = { Effect: 'Deny', Principal: '*', Action: '*', Resource: '*', Condition }
    writeFileSync(policy, JSON.stringify({ Version: '2012-10-17', Statement }))
    const can = (...args: string[]) =>
      run('can', ...podFlags('reports'), '--resource-policy', policy, ...args)
    const office = ['--context', 'aws:SourceIp=203.0.113.7']
    const unsaid = await can('s3:GetObject', report)
    expect([unsaid.code, unsaid.out]).toEqual([
      2,
      expect.stringContaining('nothing is known of aws:sourceip'),
    ])
    expect((await can('s3:GetObject', report, ...office)).code).toBe(0)
    expect((await can(...office, 's3:GetObject', report)).code).toBe(0)
    expect((await can(...office, '--context', 'aws:UserAgent=a=b', 's3:GetObject', report)).code).toBe(0)
    expect((await can('--context', 'aws:SourceIp=198.51.100.7', '--', 's3:GetObject', report)).code).toBe(1)
  })

  it.each([
    [['GetObject', report], '"GetObject" is not'],
    [['s3:GetObject', report, '--resource-policy', '/nowhere/at-all'], 'cannot be read (ENOENT)'],
    [['s3:GetObject', report, '--resource-policy', 'package.json'], 'package.json:'],
  ])('refuses %j', async (args, sentence) => {
    const { code, out, err } = await run('can', ...podFlags('reports'), ...args)
    expect([code, out, err]).toEqual([2, '', expect.stringContaining(sentence)])
  })
})
