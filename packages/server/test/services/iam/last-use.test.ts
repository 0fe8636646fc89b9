import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Credentials, startTestServer, type TestServer } from '../../start-test-server.ts'
import { assume } from '../sts/sts-calls.ts'
import { send } from './iam-steps.ts'
import { lastUseWorld } from './last-use-world.ts'
import { admin } from './people.ts'
import { shapes } from './shapes.ts'

const { arn, listClusters } = lastUseWorld
const day = 86_400_000

let server: TestServer
let bob: Credentials
beforeAll(async () => {
  ;({ server, bob } = await lastUseWorld.start())
})
afterAll(() => server.close())

describe('the last use of an access key', () => {
  const lastUsed = async ({ accessKeyId }: Credentials) =>
    (await admin(server, 'GetAccessKeyLastUsed', { AccessKeyId: accessKeyId }))['AccessKeyLastUsed']

  test('is not there before the first', async () => {
    expect(await lastUsed(bob)).toEqual({ ServiceName: 'N/A', Region: 'N/A' })
  })

  test('names service and region, at once', async () => {
    await listClusters(server, bob)
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
    await expect(listClusters(server, forged)).rejects.toThrow()
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
    const { Role } = await admin(server, 'GetRole', { RoleName: 'app' })
    const { RoleDetailList } = await admin(server, 'GetAccountAuthorizationDetails', { Filter: ['Role'] })
    const [detail] = RoleDetailList as Record<string, unknown>[]
    const told = (Role as Record<string, unknown>)['RoleLastUsed']
    expect(detail?.['RoleLastUsed']).toEqual(told)
    return told
  }

  test('is a call of a session of it, not that it was assumed', async () => {
    const session = await assume(server, server.credentials, 'app')
    expect(await lastUsed()).toEqual({})
    await listClusters(server, session)
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

test('what lies further back than the tracking period is not told of roles, and is of keys', async () => {
  server.advance(399 * day)
  const before = await admin(server, 'GetRole', { RoleName: 'app' })
  expect(before).toMatchObject({ Role: { RoleLastUsed: { Region: 'us-east-1' } } })
  server.advance(2 * day)
  const after = await admin(server, 'GetRole', { RoleName: 'app' })
  expect(after).toMatchObject({ Role: { RoleLastUsed: {} } })
  expect((after['Role'] as Record<string, unknown>)['RoleLastUsed']).toEqual({})
  expect(await admin(server, 'GetAccessKeyLastUsed', { AccessKeyId: bob.accessKeyId })).toMatchObject({
    AccessKeyLastUsed: { Region: 'us-east-1' },
  })
})

test('who looks the trail up uses CloudTrail', async () => {
  await server.client(CloudTrailClient).send(new LookupEventsCommand({}))
  const JobId = (
    await admin(server, 'GenerateServiceLastAccessedDetails', { Arn: arn('user/administrator') })
  )['JobId']
  const input = { JobId, ServiceNamespace: 'cloudtrail' }
  const { EntityDetailsList } = await admin(server, 'GetServiceLastAccessedDetailsWithEntities', input)
  expect(EntityDetailsList).toMatchObject([{ LastAuthenticated: shapes.date }])
})
