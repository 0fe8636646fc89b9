import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { assume, policy, trust } from '../sts/sts-calls.ts'
import { documents } from './documents.ts'
import { type Step, send, steps } from './iam-steps.ts'

const folder = fileURLToPath(new URL('../../../data/aws-managed-policies', import.meta.url))
const shipped = globSync('*.json', { cwd: folder }).map((file) => basename(file, '.json'))
const ofAws = (name: string) => `arn:aws:iam::aws:policy/${name}`
const administrator = 'arn:aws:iam::111122223333:user/administrator'

interface Listed {
  readonly PolicyName: string
  readonly Arn: string
  readonly DefaultVersionId: string
}

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

/** All pages of a list. */
async function listed(input: object): Promise<readonly Listed[]> {
  const all: Listed[] = []
  let Marker: unknown
  do {
    const { output = {} } = await send(server, { call: 'ListPolicies', input: { ...input, Marker } })
    all.push(...(output['Policies'] as Listed[]))
    Marker = output['Marker']
  } while (Marker !== undefined)
  return all
}
const names = (policies: readonly Listed[]) => policies.map(({ PolicyName }) => PolicyName).sort()

describe('what is listed', () => {
  test.each([7, 100, 1000])('every policy of AWS once, in pages of %i', async (MaxItems) => {
    expect(names(await listed({ Scope: 'AWS', MaxItems }))).toEqual([...shipped].sort())
  })

  test('those of AWS and of the account together, and apart', async () => {
    await send(server, {
      call: 'CreatePolicy',
      input: { PolicyName: 'own', PolicyDocument: documents.readBucket },
    })
    expect(names(await listed({}))).toEqual([...shipped, 'own'].sort())
    expect(names(await listed({ Scope: 'Local' }))).toEqual(['own'])
    expect(names(await listed({ OnlyAttached: true }))).toEqual(['AdministratorAccess'])
    expect(names(await listed({ Scope: 'AWS', OnlyAttached: true }))).toEqual(['AdministratorAccess'])
    expect(names(await listed({ PathPrefix: '/job-function/' }))).toContain('ViewOnlyAccess')
    expect(names(await listed({ PathPrefix: '/job-function/' }))).not.toContain('ReadOnlyAccess')
  })

  test('each with its document', async () => {
    for (const { Arn, PolicyName, DefaultVersionId } of await listed({ Scope: 'AWS' })) {
      const input = { PolicyArn: Arn, VersionId: DefaultVersionId }
      const { output = {} } = await send(server, { call: 'GetPolicyVersion', input })
      const { Document = '', IsDefaultVersion } = output['PolicyVersion'] as Record<string, string>
      expect(IsDefaultVersion).toBe(true)
      expect(JSON.parse(decodeURIComponent(Document))).toEqual(
        JSON.parse(readFileSync(`${folder}/${PolicyName}.json`, 'utf8')),
      )
    }
  })
})

/** What a role with one policy of AWS may do: the code of a refusal, or `ok`. */
const reach: readonly (readonly [name: string, outcomes: Readonly<Record<string, string>>])[] = [
  ['AdministratorAccess', { ListRoles: 'ok', CreateRole: 'ok', GetRole: 'ok' }],
  ['IAMFullAccess', { ListRoles: 'ok', CreateRole: 'ok', GetRole: 'ok' }],
  ['PowerUserAccess', { ListRoles: 'ok', CreateRole: 'AccessDenied', GetRole: 'AccessDenied' }],
  ['IAMReadOnlyAccess', { ListRoles: 'ok', CreateRole: 'AccessDenied', GetRole: 'ok' }],
  ['SecurityAudit', { ListRoles: 'ok', CreateRole: 'AccessDenied', GetRole: 'ok' }],
  ['ReadOnlyAccess', { ListRoles: 'ok', CreateRole: 'AccessDenied', GetRole: 'ok' }],
  ['AmazonEKSWorkerNodePolicy', { ListRoles: 'AccessDenied', GetRole: 'AccessDenied' }],
  ['AWSDenyAll', { ListRoles: 'AccessDenied', CreateRole: 'AccessDenied', GetRole: 'AccessDenied' }],
]
const inputs: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  ListRoles: {},
  CreateRole: { RoleName: 'made', AssumeRolePolicyDocument: documents.trustEc2 },
  GetRole: { RoleName: 'reach-AWSDenyAll' },
}

describe('what they allow', () => {
  beforeAll(async () => {
    for (const [name] of reach) {
      const RoleName = `reach-${name}`
      await send(server, {
        call: 'CreateRole',
        input: { RoleName, AssumeRolePolicyDocument: trust(administrator) },
      })
      const attach = { RoleName, PolicyArn: ofAws(name) }
      expect(await send(server, { call: 'AttachRolePolicy', input: attach })).toEqual({ output: {} })
    }
  })

  test.each(reach)('a role with %s', async (name, outcomes) => {
    const credentials = await assume(server, server.credentials, `reach-${name}`)
    for (const [call, outcome] of Object.entries(outcomes)) {
      const { fault } = await send(server, { call, input: inputs[call] ?? {} }, credentials)
      expect([call, fault?.[0] ?? 'ok']).toEqual([call, outcome])
      if (call === 'CreateRole' && !fault)
        await send(server, { call: 'DeleteRole', input: { RoleName: 'made' } })
    }
  })

  test('as a session policy, one cuts what the role may do', async () => {
    const PolicyArns = [{ arn: ofAws('IAMReadOnlyAccess') }]
    const credentials = await assume(server, server.credentials, 'reach-AdministratorAccess', { PolicyArns })
    const made = await send(server, { call: 'CreateRole', input: inputs['CreateRole'] ?? {} }, credentials)
    expect(made.fault?.[0]).toBe('AccessDenied')
    expect((await send(server, { call: 'ListRoles' }, credentials)).fault).toBeUndefined()
  })
})

const RoleName = 'dressed'
const ofService = ofAws('aws-service-role/AmazonEKSServiceRolePolicy')
const notAttachable = [
  'PolicyNotAttachable',
  400,
  'Cannot attach a Service Role Policy to a Customer Role.',
] as const
const noSuch = (arn: string) =>
  ['NoSuchEntity', 404, `Policy ${arn} does not exist or is not attachable.`] as const

const attaching: readonly Step[] = [
  { call: 'CreateRole', input: { RoleName, AssumeRolePolicyDocument: documents.trustEc2 } },
  ...['job-function/ViewOnlyAccess', 'service-role/AmazonEBSCSIDriverPolicy', 'AmazonEKS_CNI_Policy'].map(
    (name): Step => ({
      call: 'AttachRolePolicy',
      shows: name,
      input: { RoleName, PolicyArn: ofAws(name) },
      output: {},
    }),
  ),
  {
    call: 'ListAttachedRolePolicies',
    input: { RoleName },
    output: {
      AttachedPolicies: [
        {
          PolicyName: 'AmazonEBSCSIDriverPolicy',
          PolicyArn: ofAws('service-role/AmazonEBSCSIDriverPolicy'),
        },
        { PolicyName: 'AmazonEKS_CNI_Policy', PolicyArn: ofAws('AmazonEKS_CNI_Policy') },
        { PolicyName: 'ViewOnlyAccess', PolicyArn: ofAws('job-function/ViewOnlyAccess') },
      ],
      IsTruncated: false,
    },
  },
  {
    call: 'AttachRolePolicy',
    shows: 'not that of a service',
    input: { RoleName, PolicyArn: ofService },
    fault: notAttachable,
  },
  { call: 'CreateUser', input: { UserName: 'dressed' } },
  { call: 'CreateGroup', input: { GroupName: 'dressed' } },
  ...['User', 'Group'].map(
    (kind): Step => ({
      call: `Attach${kind}Policy`,
      shows: 'not that of a service',
      input: { [`${kind}Name`]: 'dressed', PolicyArn: ofService },
      fault: notAttachable,
    }),
  ),
  {
    call: 'PutRolePermissionsBoundary',
    shows: 'not that of a service',
    input: { RoleName, PermissionsBoundary: ofService },
    fault: notAttachable,
  },
  ...[
    'ViewOnlyAccess',
    'job-function/viewonlyaccess',
    'job-function//ViewOnlyAccess',
    '__proto__',
    'constructor',
    'nothing',
  ].map(
    (name): Step => ({
      call: 'AttachRolePolicy',
      shows: `not ${name}`,
      input: { RoleName, PolicyArn: ofAws(name) },
      fault: noSuch(ofAws(name)),
    }),
  ),
]
describe('who gets them', () => steps(() => server, attaching))

test('an own policy may be called like one of AWS', async () => {
  const input = {
    PolicyName: 'ReadOnlyAccess',
    PolicyDocument: policy({ Effect: 'Deny', Action: '*', Resource: '*' }),
  }
  expect((await send(server, { call: 'CreatePolicy', input })).fault).toBeUndefined()
  const PolicyArn = ofAws('ReadOnlyAccess')
  const { output } = await send(server, { call: 'GetPolicy', input: { PolicyArn } })
  expect(output?.['Policy']).toMatchObject({ Arn: PolicyArn, Path: '/', IsAttachable: true })
})
