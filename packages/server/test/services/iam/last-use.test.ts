import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import { EKSClient, ListClustersCommand } from '@aws-sdk/client-eks'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Credentials, startTestServer, type TestServer } from '../../start-test-server.ts'
import { assume } from '../sts/sts-calls.ts'
import { documents } from './documents.ts'
import { type Step, send, steps } from './iam-steps.ts'
import { shapes } from './shapes.ts'

const account = '111122223333'
const arn = (resource: string) => `arn:aws:iam::${account}:${resource}`
const day = 86_400_000

let server: TestServer
let ann: Credentials
let bob: Credentials
beforeAll(async () => {
  server = await startTestServer()
  for (const [call, input] of [
    ['CreatePolicy', { PolicyName: 'clusters', PolicyDocument: allow('eks:List*') }],
    ['CreateGroup', { GroupName: 'team' }],
    ['AttachGroupPolicy', { GroupName: 'team', PolicyArn: arn('policy/clusters') }],
    ['CreateRole', { RoleName: 'app', AssumeRolePolicyDocument: documents.trust({ AWS: account }) }],
    ['AttachRolePolicy', { RoleName: 'app', PolicyArn: arn('policy/clusters') }],
  ] as const) {
    await admin(call, input)
  }
  ann = await makeUser('ann', '/staff/')
  bob = await makeUser('bob', '/')
  await admin('PutUserPolicy', {
    UserName: 'ann',
    PolicyName: 'own',
    PolicyDocument: allow('iam:GetUser', 'sts:*', 's3:Get*'),
  })
})
afterAll(() => server.close())

const allow = (...Action: string[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] })

async function admin(call: string, input: Record<string, unknown>) {
  const { output, fault } = await send(server, { call, input })
  expect(fault, call).toBeUndefined()
  return output ?? {}
}

async function makeUser(UserName: string, Path: string): Promise<Credentials> {
  await admin('CreateUser', { UserName, Path })
  await admin('AddUserToGroup', { UserName, GroupName: 'team' })
  const { AccessKey } = await admin('CreateAccessKey', { UserName })
  const key = AccessKey as { AccessKeyId: string; SecretAccessKey: string }
  return { accessKeyId: key.AccessKeyId, secretAccessKey: key.SecretAccessKey }
}

const listClusters = (credentials: Credentials, region = 'us-east-1') =>
  server.client(EKSClient, { credentials, region }).send(new ListClustersCommand({}))

describe('the last use of an access key', () => {
  const lastUsed = async ({ accessKeyId }: Credentials) =>
    (await admin('GetAccessKeyLastUsed', { AccessKeyId: accessKeyId }))['AccessKeyLastUsed']

  test('is not there before the first', async () => {
    expect(await lastUsed(bob)).toEqual({ ServiceName: 'N/A', Region: 'N/A' })
  })

  test('names service and region, at once', async () => {
    await listClusters(bob)
    expect(await lastUsed(bob)).toEqual({
      LastUsedDate: shapes.date,
      ServiceName: 'eks',
      Region: 'us-east-1',
    })
  })

  test('counts a call that was denied, and not one that was not signed right', async () => {
    expect((await send(server, { call: 'ListUsers' }, bob)).fault?.[0]).toBe('AccessDenied')
    expect(await lastUsed(bob)).toMatchObject({ ServiceName: 'iam' })
    const forged = { ...bob, secretAccessKey: 'wrong' }
    await expect(listClusters(forged)).rejects.toThrow()
    expect(await lastUsed(bob)).toMatchObject({ ServiceName: 'iam' })
  })

  test('of a key of nobody is not told, to anybody', async () => {
    const input = { AccessKeyId: 'AKIAIOSFODNN7EXAMPLE' }
    const { fault } = await send(server, { call: 'GetAccessKeyLastUsed', input })
    expect(fault).toEqual([
      'AccessDenied',
      403,
      `User: ${arn('user/administrator')} is not authorized to perform: iam:GetAccessKeyLastUsed on resource: access key AKIAIOSFODNN7EXAMPLE`,
    ])
  })
})

describe('the last use of a role', () => {
  const lastUsed = async () => {
    const { Role } = await admin('GetRole', { RoleName: 'app' })
    const { RoleDetailList } = await admin('GetAccountAuthorizationDetails', { Filter: ['Role'] })
    const [detail] = RoleDetailList as Record<string, unknown>[]
    const told = (Role as Record<string, unknown>)['RoleLastUsed']
    expect(detail?.['RoleLastUsed']).toEqual(told)
    return told
  }

  test('is a call of a session of it, not that it was assumed', async () => {
    const session = await assume(server, server.credentials, 'app')
    expect(await lastUsed()).toEqual({})
    await listClusters(session)
    expect(await lastUsed()).toEqual({ LastUsedDate: shapes.date, Region: 'us-east-1' })
  })

  test('stands when the server has started again', async () => {
    const { folder, credentials } = server
    await server.stop()
    server = await startTestServer({ folder })
    expect(server.credentials.accessKeyId).toBe(credentials.accessKeyId)
    expect(await lastUsed()).toEqual({ LastUsedDate: shapes.date, Region: 'us-east-1' })
  })
})

describe('which services are granted, and were used', () => {
  const report = async (Arn: string, Granularity?: string, credentials?: Credentials) => {
    const call = 'GenerateServiceLastAccessedDetails'
    const { output, fault } = await send(server, { call, input: { Arn, Granularity } }, credentials)
    expect(fault).toBeUndefined()
    expect(output).toEqual({ JobId: expect.stringMatching(/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/) })
    return output?.['JobId']
  }
  const services = async (Arn: string, Granularity?: string) => {
    const JobId = await report(Arn, Granularity)
    const details = await admin('GetServiceLastAccessedDetails', { JobId, MaxItems: 1000 })
    expect(details).toMatchObject({
      JobStatus: 'COMPLETED',
      JobType: Granularity ?? 'SERVICE_LEVEL',
      JobCreationDate: shapes.date,
      JobCompletionDate: shapes.date,
      IsTruncated: false,
    })
    return details['ServicesLastAccessed'] as Record<string, unknown>[]
  }
  const unused = (ServiceName: string, ServiceNamespace: string) => ({
    ServiceName,
    ServiceNamespace,
    TotalAuthenticatedEntities: 0,
  })
  const used = (ServiceName: string, ServiceNamespace: string, entity: string, count = 1) => ({
    ServiceName,
    ServiceNamespace,
    LastAuthenticated: shapes.date,
    LastAuthenticatedEntity: arn(entity),
    LastAuthenticatedRegion: 'us-east-1',
    TotalAuthenticatedEntities: count,
  })
  const eks = 'Amazon Elastic Kubernetes Service'
  const iamName = 'AWS Identity and Access Management (IAM)'
  const stsName = 'AWS Security Token Service'

  test('of a user: their own policies and those of their groups', async () => {
    await send(server, { call: 'GetUser', input: { UserName: 'ann' } }, ann)
    expect(await services(arn('user/staff/ann'))).toEqual([
      unused(eks, 'eks'),
      used(iamName, 'iam', 'user/staff/ann'),
      unused('Amazon S3', 's3'),
      unused(stsName, 'sts'),
    ])
  })

  test('of a role, a group and a policy: who of them it was, and how many', async () => {
    expect(await services(arn('role/app'))).toEqual([used(eks, 'eks', 'role/app')])
    expect(await services(arn('group/team'))).toEqual([used(eks, 'eks', 'user/bob')])
    await listClusters(ann)
    expect(await services(arn('group/team'))).toEqual([used(eks, 'eks', 'user/staff/ann', 2)])
    expect(await services(arn('policy/clusters'))).toEqual([used(eks, 'eks', 'user/staff/ann', 3)])
  })

  test('by action: all that are granted, with those that were used', async () => {
    const [, iam] = await services(arn('user/staff/ann'), 'ACTION_LEVEL')
    expect(iam?.['TrackedActionsLastAccessed']).toEqual([
      {
        ActionName: 'GetUser',
        LastAccessedEntity: arn('user/staff/ann'),
        LastAccessedTime: shapes.date,
        LastAccessedRegion: 'us-east-1',
      },
    ])
    const [clusters] = await services(arn('role/app'), 'ACTION_LEVEL')
    const actions = clusters?.['TrackedActionsLastAccessed'] as Record<string, unknown>[]
    expect(actions.filter((one) => one['LastAccessedTime']).map((one) => one['ActionName'])).toEqual([
      'ListClusters',
    ])
    expect(actions.map((one) => one['ActionName'])).toContain('ListNodegroups')
  })

  test('everything is granted to who may do everything, in pages', async () => {
    const JobId = await report(arn('user/administrator'))
    const names: unknown[] = []
    let Marker: unknown
    do {
      const details = await admin('GetServiceLastAccessedDetails', { JobId, Marker, MaxItems: 97 })
      const page = details['ServicesLastAccessed'] as Record<string, unknown>[]
      expect(page.length).toBeLessThanOrEqual(97)
      names.push(...page.map((one) => one['ServiceNamespace']))
      Marker = details['Marker']
    } while (Marker !== undefined)
    expect(names.length).toBeGreaterThan(300)
    expect(names).toEqual([...new Set(names)].sort())
  })

  test('NotAction grants all but what is left out whole', async () => {
    const Statement = [{ Effect: 'Allow', NotAction: ['s3:*', 'ec2:Describe*'], Resource: '*' }]
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement })
    await admin('CreatePolicy', { PolicyName: 'most', PolicyDocument })
    const names = (await services(arn('policy/most'))).map((one) => one['ServiceNamespace'])
    expect(names).not.toContain('s3')
    expect(names).toEqual(expect.arrayContaining(['ec2', 'iam']))
  })

  test('what is denied is granted all the same, what is not granted is not told', async () => {
    const Statement = [
      { Effect: 'Deny', Action: 's3:*', Resource: '*' },
      { Effect: 'Allow', Action: ['sqs:SendMessage', 's3:GetObject'], Resource: '*' },
    ]
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement })
    await admin('CreatePolicy', { PolicyName: 'some', PolicyDocument })
    const names = (await services(arn('policy/some'))).map((one) => one['ServiceNamespace'])
    expect(names).toEqual(expect.arrayContaining(['s3', 'sqs']))
    expect(names).not.toContain('iam')
  })

  test('whom a service is granted to, latest use first', async () => {
    const JobId = await report(arn('policy/clusters'))
    const { EntityDetailsList, ...rest } = await admin('GetServiceLastAccessedDetailsWithEntities', {
      JobId,
      ServiceNamespace: 'eks',
    })
    expect(rest).toEqual({
      JobStatus: 'COMPLETED',
      JobCreationDate: shapes.date,
      JobCompletionDate: shapes.date,
      IsTruncated: false,
    })
    const entity = (Type: string, Path: string, Name: string) => ({
      EntityInfo: {
        Arn: arn(`${Type.toLowerCase()}${Path}${Name}`),
        Id: shapes.id(Type === 'USER' ? 'AIDA' : 'AROA'),
        Name,
        Path,
        Type,
      },
      LastAuthenticated: shapes.date,
    })
    expect(EntityDetailsList).toEqual([
      entity('USER', '/staff/', 'ann'),
      entity('ROLE', '/', 'app'),
      entity('USER', '/', 'bob'),
    ])
    const elsewhere = { JobId, ServiceNamespace: 's3' }
    expect(await admin('GetServiceLastAccessedDetailsWithEntities', elsewhere)).toMatchObject({
      EntityDetailsList: [],
    })
  })

  test('a report is its maker’s alone', async () => {
    await admin('PutUserPolicy', { UserName: 'bob', PolicyName: 'all', PolicyDocument: allow('iam:*') })
    const JobId = await report(arn('role/app'), undefined, bob)
    for (const [call, more] of [
      ['GetServiceLastAccessedDetails', {}],
      ['GetServiceLastAccessedDetailsWithEntities', { ServiceNamespace: 'eks' }],
    ] as const) {
      const input = { JobId, ...more }
      expect((await send(server, { call, input }, bob)).fault).toBeUndefined()
      expect((await send(server, { call, input })).fault).toEqual([
        'NoSuchEntity',
        404,
        `The job with id ${JobId} cannot be found.`,
      ])
    }
  })

  test('which policies grant a service', async () => {
    const { PoliciesGrantingServiceAccess } = await admin('ListPoliciesGrantingServiceAccess', {
      Arn: arn('user/staff/ann'),
      ServiceNamespaces: ['sts', 'eks', 'ec2'],
    })
    expect(PoliciesGrantingServiceAccess).toEqual([
      { ServiceNamespace: 'ec2', Policies: [] },
      {
        ServiceNamespace: 'eks',
        Policies: [{ PolicyName: 'clusters', PolicyType: 'MANAGED', PolicyArn: arn('policy/clusters') }],
      },
      {
        ServiceNamespace: 'sts',
        Policies: [{ PolicyName: 'own', PolicyType: 'INLINE', EntityType: 'USER', EntityName: 'ann' }],
      },
    ])
  })

  const nothing: readonly Step[] = [
    ...['user/nobody', 'user/ann', 'role/nobody', 'group/nobody', 'policy/nobody'].map(
      (name): Step => ({
        call: 'GenerateServiceLastAccessedDetails',
        input: { Arn: arn(name) },
        fault: ['NoSuchEntity', 404, `ARN ${arn(name)} cannot be found.`],
      }),
    ),
    {
      call: 'GenerateServiceLastAccessedDetails',
      shows: 'one of another account',
      input: { Arn: 'arn:aws:iam::999999999999:role/app' },
      fault: ['NoSuchEntity', 404, 'ARN arn:aws:iam::999999999999:role/app cannot be found.'],
    },
    ...[arn('root'), 'arn:aws:s3:::bucket/role/app', arn('__proto__/x'), 'x'.repeat(20)].map(
      (Arn): Step => ({
        call: 'GenerateServiceLastAccessedDetails',
        shows: Arn,
        input: { Arn },
        fault: ['InvalidInput', 400, `ARN ${Arn} is not valid.`],
      }),
    ),
    {
      call: 'ListPoliciesGrantingServiceAccess',
      input: { Arn: arn('policy/clusters'), ServiceNamespaces: ['eks'] },
      fault: ['InvalidInput', 400, `ARN ${arn('policy/clusters')} is not valid.`],
    },
  ]
  describe('what is not there', () => steps(() => server, nothing))
})

test('what lies further back than the tracking period is not told of roles, and is of keys', async () => {
  server.advance(399 * day)
  const before = await admin('GetRole', { RoleName: 'app' })
  expect(before).toMatchObject({ Role: { RoleLastUsed: { Region: 'us-east-1' } } })
  server.advance(2 * day)
  const after = await admin('GetRole', { RoleName: 'app' })
  expect(after).toMatchObject({ Role: { RoleLastUsed: {} } })
  expect((after['Role'] as Record<string, unknown>)['RoleLastUsed']).toEqual({})
  expect(await admin('GetAccessKeyLastUsed', { AccessKeyId: bob.accessKeyId })).toMatchObject({
    AccessKeyLastUsed: { Region: 'us-east-1' },
  })
})

test('who looks the trail up uses CloudTrail', async () => {
  await server.client(CloudTrailClient).send(new LookupEventsCommand({}))
  const JobId = (await admin('GenerateServiceLastAccessedDetails', { Arn: arn('user/administrator') }))[
    'JobId'
  ]
  const input = { JobId, ServiceNamespace: 'cloudtrail' }
  const { EntityDetailsList } = await admin('GetServiceLastAccessedDetailsWithEntities', input)
  expect(EntityDetailsList).toMatchObject([{ LastAuthenticated: shapes.date }])
})
