import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StoreUnusable } from '@rolecall/server'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { documents } from './services/iam/documents.ts'
import { send } from './services/iam/iam-steps.ts'
import { assume, trust } from './services/sts/sts-calls.ts'
import { startTestServer, type TestServer } from './start-test-server.ts'

const deny =
  '{ "Version": "2012-10-17", "Statement": { "Effect": "Deny", "Action": "iam:*", "Resource": "*" } }'

/** A policy as AWS answers it, in the file that an import leaves. */
function detail(PolicyName: string, more: object = {}, document: unknown = deny) {
  return {
    PolicyName,
    PolicyId: 'ANPAEXAMPLEEXAMPLE234',
    Arn: `arn:aws:iam::aws:policy/${PolicyName}`,
    Path: '/',
    DefaultVersionId: 'v7',
    IsAttachable: true,
    CreateDate: '2026-01-02T03:04:05+00:00',
    UpdateDate: '2026-05-06T07:08:09Z',
    PolicyVersionList: [
      { VersionId: 'v7', IsDefaultVersion: true, CreateDate: '2026-05-06T07:08:09Z', Document: document },
    ],
    ...more,
  }
}

const root = mkdtempSync(join(tmpdir(), 'rolecall-take-in-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

let folder: string
let server: TestServer | undefined
let file: string
const warnings: unknown[] = []
beforeEach(() => {
  folder = mkdtempSync(join(root, 'data-'))
  file = join(folder, 'managed-policies.json')
  warnings.length = 0
})
afterEach(async () => {
  await server?.stop()
  server = undefined
})

/** Starts the server anew, with this file in its folder if any is given. */
async function start(policies?: readonly unknown[]): Promise<TestServer> {
  await server?.stop()
  server = undefined
  if (policies) writeFileSync(file, JSON.stringify({ Policies: policies }))
  const log = { info: () => {}, warn: (fields: object) => void warnings.push(fields), error: () => {} }
  server = await startTestServer({ folder, log })
  return server
}

const arn = (name: string) => `arn:aws:iam::aws:policy/${name}`
async function policyOf(on: TestServer, name: string): Promise<Record<string, unknown> | undefined> {
  const { output } = await send(on, { call: 'GetPolicy', input: { PolicyArn: arn(name) } })
  return output?.['Policy'] as Record<string, unknown> | undefined
}
async function documentOf(on: TestServer, name: string, VersionId: string): Promise<string> {
  const input = { PolicyArn: arn(name), VersionId }
  const { output = {} } = await send(on, { call: 'GetPolicyVersion', input })
  return decodeURIComponent((output['PolicyVersion'] as { Document: string }).Document)
}

describe('what was imported', () => {
  test('replaces the policy of the same ARN, adds others, and leaves the rest', async () => {
    const object = { Version: '2012-10-17', Statement: [] }
    const withObject = [{ VersionId: 'v7', CreateDate: '2026-05-06T07:08:09Z', Document: object }]
    const on = await start([
      detail('ReadOnlyAccess', { Description: 'Anew' }),
      detail('BrandNew', { PolicyVersionList: withObject }),
    ])
    expect(await policyOf(on, 'ReadOnlyAccess')).toMatchObject({
      PolicyId: 'ANPAEXAMPLEEXAMPLE234',
      DefaultVersionId: 'v7',
      Description: 'Anew',
      IsAttachable: true,
      CreateDate: new Date('2026-01-02T03:04:05Z'),
      UpdateDate: new Date('2026-05-06T07:08:09Z'),
    })
    expect(await documentOf(on, 'ReadOnlyAccess', 'v7')).toBe(deny)
    expect(await documentOf(on, 'BrandNew', 'v7')).toBe(JSON.stringify(object))
    expect(await policyOf(on, 'PowerUserAccess')).toMatchObject({ IsAttachable: true })
    const { output = {} } = await send(on, { call: 'ListPolicies', input: { Scope: 'AWS', MaxItems: 1000 } })
    const names = (output['Policies'] as { PolicyName: string }[]).map(({ PolicyName }) => PolicyName)
    expect(names.filter((name) => ['ReadOnlyAccess', 'BrandNew'].includes(name)).sort()).toEqual([
      'BrandNew',
      'ReadOnlyAccess',
    ])
    expect(warnings).toEqual([])
  })

  test('decides: what a role has attached changes with it, and stays without the file', async () => {
    const first = await start()
    const input = { RoleName: 'reader', AssumeRolePolicyDocument: trust('*') }
    await send(first, { call: 'CreateRole', input })
    const attach = { RoleName: 'reader', PolicyArn: arn('IAMReadOnlyAccess') }
    expect(await send(first, { call: 'AttachRolePolicy', input: attach })).toEqual({ output: {} })
    const outcome = async (on: TestServer) => {
      const credentials = await assume(on, on.credentials, 'reader')
      return (await send(on, { call: 'ListRoles' }, credentials)).fault?.[0] ?? 'ok'
    }
    expect(await outcome(first)).toBe('ok')
    expect(await outcome(await start([detail('IAMReadOnlyAccess')]))).toBe('AccessDenied')
    rmSync(file)
    expect(await outcome(await start())).toBe('AccessDenied')
  })

  test('and is no more stays for who has it, and nobody else gets it', async () => {
    const first = await start([detail('Old'), detail('New')])
    for (const RoleName of ['has', 'wants']) {
      const input = { RoleName, AssumeRolePolicyDocument: trust('*') }
      await send(first, { call: 'CreateRole', input })
    }
    const attach = (RoleName: string) => ({
      call: 'AttachRolePolicy',
      input: { RoleName, PolicyArn: arn('Old') },
    })
    expect(await send(first, attach('has'))).toEqual({ output: {} })

    const second = await start([detail('New')])
    expect(warnings).toEqual([{ file, arns: [arn('Old')] }])
    expect(await policyOf(second, 'Old')).toMatchObject({ IsAttachable: false, AttachmentCount: 1 })
    const gone = `Policy ${arn('Old')} does not exist or is not attachable.`
    expect((await send(second, attach('wants'))).fault).toEqual(['NoSuchEntity', 404, gone])
    expect(await send(second, attach('has'))).toEqual({ output: {} })
    const boundary = { RoleName: 'wants', PermissionsBoundary: arn('Old') }
    expect((await send(second, { call: 'PutRolePermissionsBoundary', input: boundary })).fault).toEqual([
      'NoSuchEntity',
      404,
      `Scope ARN: ${arn('Old')} does not exist or is not attachable.`,
    ])
    const narrowed = assume(second, second.credentials, 'wants', { PolicyArns: [{ arn: arn('Old') }] })
    await expect(narrowed).rejects.toThrow(gone)
    const { output = {} } = await send(second, {
      call: 'ListAttachedRolePolicies',
      input: { RoleName: 'has' },
    })
    expect(output['AttachedPolicies']).toEqual([{ PolicyName: 'Old', PolicyArn: arn('Old') }])
    const credentials = await assume(second, second.credentials, 'has')
    expect((await send(second, { call: 'ListRoles' }, credentials)).fault?.[2]).toContain('explicit deny')

    const third = await start([detail('New'), detail('Old')])
    expect(await send(third, attach('wants'))).toEqual({ output: {} })
  })

  test('is what AWS may say of itself, beyond what customers may store', async () => {
    const statement = { Effect: 'Allow', Action: 'iam:GetRole', Resource: 'arn:*:iam::*:elsewhere/x' }
    const document = JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
    const on = await start([detail('Odd', {}, document)])
    expect(await documentOf(on, 'Odd', 'v7')).toBe(document)
    const own = { PolicyName: 'own', PolicyDocument: document }
    expect((await send(on, { call: 'CreatePolicy', input: own })).fault?.[0]).toBe('MalformedPolicyDocument')
  })
})

const version = (more: object) => [
  { VersionId: 'v7', CreateDate: '2026-05-06T07:08:09Z', Document: deny, ...more },
]
/** What no import writes: the text of the file, and what is said of it behind its name. */
const broken: readonly (readonly [name: string, text: string, words: RegExp])[] = [
  ['an empty file', '', / is no list of AWS-managed policies\./],
  ['half a file', JSON.stringify({ Policies: [detail('A')] }).slice(0, -20), / is no list of/],
  ['a list without policies', '{"Policies":[]}', / is no list of/],
  ['null', 'null', / is no list of/],
  ['another object', '{"Policies":{"length":1}}', / is no list of/],
  ['a policy twice', JSON.stringify({ Policies: [detail('A'), detail('A')] }), / has arn:\S+\/A twice\./],
  ...Object.entries({
    'is not an object': 'A',
    'PolicyName is missing': detail('__proto__/x'),
    'Path is missing': { ...detail('A'), Path: '/a' },
    'Arn is missing': { ...detail('A'), Arn: 'arn:aws:iam::aws:policy/B' },
    'Arn is missing or': { ...detail('A'), Arn: 'arn:aws:iam::111122223333:policy/A' },
    'PolicyId is missing': { ...detail('A'), PolicyId: 7 },
    'DefaultVersionId is missing': { ...detail('A'), DefaultVersionId: 'v0' },
    'CreateDate is missing': { ...detail('A'), CreateDate: 'yesterday' },
    'UpdateDate is missing': { ...detail('A'), UpdateDate: null },
    'Description is missing': { ...detail('A'), Description: 'x'.repeat(1001) },
    'IsAttachable is missing': { ...detail('A'), IsAttachable: 'no' },
    'PolicyVersionList is missing': { ...detail('A'), PolicyVersionList: {} },
    'lacks v8': { ...detail('A'), DefaultVersionId: 'v8' },
    'has v7 twice': { ...detail('A'), PolicyVersionList: [...version({}), ...version({})] },
    'has a version whose VersionId is missing': {
      ...detail('A'),
      PolicyVersionList: version({ VersionId: 7 }),
    },
    'has a version whose Document is missing': {
      ...detail('A'),
      PolicyVersionList: version({ Document: [] }),
    },
    'v7 does not parse': { ...detail('A'), PolicyVersionList: version({ Document: '{' }) },
    'v7 does not parse: ': { ...detail('A'), PolicyVersionList: version({ Document: documents.trustEc2 }) },
  }).map(
    ([words, policy]) =>
      [
        `policy that ${words}`,
        JSON.stringify({ Policies: [detail('Fine'), policy] }),
        new RegExp(`: policy 2 of 2 ${words}`),
      ] as const,
  ),
]

test.each(broken)(
  '%s stops the start with a sentence, and nothing is taken in',
  async (_name, text, words) => {
    await start([detail('Before')])
    await server?.stop()
    server = undefined
    writeFileSync(file, text)
    const failure = await start().catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(StoreUnusable)
    const { message } = failure as StoreUnusable
    expect(message.startsWith(file)).toBe(true)
    expect(message.slice(file.length)).toMatch(words)
    expect(message).toMatch(
      /^[^\n]+ Run rolecall import managed-policies again, or remove the file: what was taken in before stays\.$/,
    )
    rmSync(file)
    const again = await start()
    expect(await policyOf(again, 'Before')).toMatchObject({ IsAttachable: true })
    expect(await policyOf(again, 'Fine')).toBeUndefined()
  },
)

test('a first start with a broken file makes no account', async () => {
  writeFileSync(file, 'x')
  await expect(start()).rejects.toThrow(StoreUnusable)
  expect(existsSync(join(folder, 'credentials'))).toBe(false)
})
