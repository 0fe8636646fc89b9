import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Credentials, TestServer } from '../../start-test-server.ts'
import { assume } from '../sts/sts-calls.ts'
import { type Step, send, steps } from './iam-steps.ts'
import { lastUseWorld } from './last-use-world.ts'
import { admin } from './people.ts'
import { shapes } from './shapes.ts'

const { allow, arn, listClusters, policy } = lastUseWorld

let server: TestServer
let ann: Credentials
let bob: Credentials
beforeAll(async () => {
  ;({ server, ann, bob } = await lastUseWorld.start())
  await listClusters(server, bob)
  await listClusters(server, await assume(server, server.credentials, 'app'))
})
afterAll(() => server.close())

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
    const details = await admin(server, 'GetServiceLastAccessedDetails', { JobId, MaxItems: 1000 })
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
    await listClusters(server, ann)
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
      const details = await admin(server, 'GetServiceLastAccessedDetails', { JobId, Marker, MaxItems: 97 })
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
    await admin(server, 'CreatePolicy', { PolicyName: 'most', PolicyDocument })
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
    await admin(server, 'CreatePolicy', { PolicyName: 'some', PolicyDocument })
    const names = (await services(arn('policy/some'))).map((one) => one['ServiceNamespace'])
    expect(names).toEqual(expect.arrayContaining(['s3', 'sqs']))
    expect(names).not.toContain('iam')
  })

  test('whom a service is granted to, latest use first', async () => {
    const JobId = await report(arn('policy/clusters'))
    const { EntityDetailsList, ...rest } = await admin(server, 'GetServiceLastAccessedDetailsWithEntities', {
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
    expect(await admin(server, 'GetServiceLastAccessedDetailsWithEntities', elsewhere)).toMatchObject({
      EntityDetailsList: [],
    })
  })

  test('a report is its maker’s alone', async () => {
    await admin(server, 'PutUserPolicy', {
      UserName: 'bob',
      PolicyName: 'all',
      PolicyDocument: policy(allow('iam:*')),
    })
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
    const { PoliciesGrantingServiceAccess } = await admin(server, 'ListPoliciesGrantingServiceAccess', {
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
