import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { organizations as service } from '../../../src/services/organizations/organizations.ts'
import { type Credentials, startTestServer, type TestServer } from '../../start-test-server.ts'
import { policy, trust } from '../sts/sts-calls.ts'
import { assumeArn, makeAccount } from './make-organization.ts'
import { answered, filled, send } from './organizations-steps.ts'

const account = '111122223333'
const scp = 'SERVICE_CONTROL_POLICY'
const deny = '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"iam:*","Resource":"*"}}'
const tags = [{ Key: 'team', Value: 'shop' }]
const arn = (resource: string) => `arn:aws:organizations::${account}:${resource}`
const member = arn('account/{o}/{member}')
const root = arn('root/{o}/{root}')
const unit = arn('ou/{o}/{unit}')
const own = arn('policy/{o}/service_control_policy/{policy}')

let server: TestServer
let caller: Credentials
const ids: Record<string, string> = {}

beforeAll(async () => {
  server = await startTestServer()
  ids['o'] = (await answered(server, 'CreateOrganization')).Organization.Id
  ids['root'] = (await answered(server, 'ListRoots')).Roots[0].Id
  await answered(server, 'EnablePolicyType', { RootId: ids['root'], PolicyType: scp })
  const made = { ParentId: ids['root'], Name: 'unit', Tags: tags }
  ids['unit'] = (await answered(server, 'CreateOrganizationalUnit', made)).OrganizationalUnit.Id
  ids['member'] = await makeAccount(server, 'member', { Tags: tags })
  const asked = { Name: 'p', Description: '', Type: scp, Content: deny, Tags: tags }
  ids['policy'] = (await answered(server, 'CreatePolicy', asked)).Policy.PolicySummary.Id
  const RoleName = 'caller'
  const iam = server.client(IAMClient)
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust(account) }))
  caller = await assumeArn(server, `arn:aws:iam::${account}:role/caller`)
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

/** Every operation: an input, and what it must be allowed to act on, in the order in which it is asked. */
const operations: readonly (readonly [call: string, input: Record<string, unknown>, ...on: string[]])[] = [
  ['CreateOrganization', {}, '*'],
  ['DescribeOrganization', {}, '*'],
  ['ListRoots', {}, '*'],
  ['EnablePolicyType', { RootId: '{root}', PolicyType: 'RESOURCE_CONTROL_POLICY' }, root],
  ['DisablePolicyType', { RootId: '{root}', PolicyType: 'RESOURCE_CONTROL_POLICY' }, root],
  ['CreateOrganizationalUnit', { ParentId: '{unit}', Name: 'new' }, unit],
  ['DescribeOrganizationalUnit', { OrganizationalUnitId: '{unit}' }, unit],
  ['UpdateOrganizationalUnit', { OrganizationalUnitId: '{unit}', Name: 'unit' }, unit],
  ['ListOrganizationalUnitsForParent', { ParentId: '{root}' }, root],
  ['ListChildren', { ParentId: '{unit}', ChildType: 'ACCOUNT' }, unit],
  ['ListParents', { ChildId: '{member}' }, member],
  ['CreateAccount', { AccountName: 'x', Email: 'x@example.com' }, '*'],
  ['DescribeCreateAccountStatus', { CreateAccountRequestId: 'car-12345678' }, '*'],
  ['ListCreateAccountStatus', {}, '*'],
  ['DescribeAccount', { AccountId: '{member}' }, member],
  ['ListAccounts', {}, '*'],
  ['ListAccountsForParent', { ParentId: '{root}' }, root],
  [
    'MoveAccount',
    { AccountId: '{member}', SourceParentId: '{root}', DestinationParentId: '{unit}' },
    member,
    root,
    unit,
  ],
  ['CreatePolicy', { Name: 'n', Description: '', Type: scp, Content: deny }, '*'],
  ['DescribePolicy', { PolicyId: '{policy}' }, own],
  ['UpdatePolicy', { PolicyId: '{policy}', Name: 'p' }, own],
  ['ListPolicies', { Filter: scp }, '*'],
  ['ListPoliciesForTarget', { TargetId: '{member}', Filter: scp }, member],
  ['ListTargetsForPolicy', { PolicyId: '{policy}' }, own],
  ['AttachPolicy', { PolicyId: '{policy}', TargetId: '{member}' }, own, member],
  ['DetachPolicy', { PolicyId: '{policy}', TargetId: '{member}' }, own, member],
  ['DescribeEffectivePolicy', { PolicyType: 'TAG_POLICY', TargetId: '{member}' }, member],
  ['TagResource', { ResourceId: '{unit}', Tags: tags }, unit],
  ['UntagResource', { ResourceId: '{root}', TagKeys: ['team'] }, root],
  ['ListTagsForResource', { ResourceId: '{policy}' }, own],
  ['DeletePolicy', { PolicyId: '{policy}' }, own],
  ['DeleteOrganizationalUnit', { OrganizationalUnitId: '{unit}' }, unit],
  ['CloseAccount', { AccountId: '{member}' }, member],
  ['RemoveAccountFromOrganization', { AccountId: '{member}' }, member],
  ['LeaveOrganization', {}, '*'],
  ['ListAWSServiceAccessForOrganization', {}, '*'],
  ['DeleteOrganization', {}, '*'],
]

test('every operation is asked for', () => {
  const leftOut = new Set(service.leftOut.flatMap(([, ...schemas]) => schemas.map((schema) => schema[2])))
  const offered = [...service.operations.keys()].filter((name) => !leftOut.has(name))
  expect(operations.map(([call]) => call).sort()).toEqual(offered.sort())
})

describe('a caller without permission is told no more than that', () => {
  for (const [call, input, first = ''] of operations) {
    test(call, async () => {
      const { fault } = await send(server, { call, input: filled(input, ids) }, caller)
      expect(fault).toEqual([
        'AccessDeniedException',
        403,
        `User: arn:aws:sts::${account}:assumed-role/caller/test is not authorized to perform: organizations:${call} on resource: ${filled(first, ids)} because no identity-based policy allows the organizations:${call} action`,
      ])
    })
  }
})

const rule = async (statement: object) => {
  const PolicyDocument = policy({ Effect: 'Allow', ...filled(statement, ids) })
  const put = { RoleName: 'caller', PolicyName: 'allow', PolicyDocument }
  await server.client(IAMClient).send(new PutRolePolicyCommand(put))
}
const ask = async (call: string, input: Record<string, unknown>) =>
  (await send(server, { call, input: filled(input, ids) }, caller)).fault

interface Condition {
  readonly shows: string
  readonly statement: Readonly<Record<string, unknown>>
  readonly allowed?: readonly (readonly [call: string, input: Record<string, unknown>])[]
  readonly denied: readonly (readonly [call: string, input: Record<string, unknown>])[]
}

const conditions: readonly Condition[] = [
  {
    shows: 'organizations:PolicyType, given or of the policy named',
    statement: {
      Action: '*',
      Resource: '*',
      Condition: { StringEquals: { 'organizations:PolicyType': scp } },
    },
    allowed: [
      ['ListPolicies', { Filter: scp }],
      ['DescribePolicy', { PolicyId: '{policy}' }],
      ['UpdatePolicy', { PolicyId: '{policy}', Name: 'p' }],
    ],
    denied: [
      ['ListPolicies', { Filter: 'RESOURCE_CONTROL_POLICY' }],
      ['DescribePolicy', { PolicyId: 'p-RCPFullAWSAccess' }],
      ['ListRoots', {}],
    ],
  },
  {
    shows: 'aws:ResourceTag',
    statement: {
      Action: '*',
      Resource: '*',
      Condition: { StringEquals: { 'aws:ResourceTag/team': 'shop' } },
    },
    allowed: [
      ['DescribeAccount', { AccountId: '{member}' }],
      ['DescribeOrganizationalUnit', { OrganizationalUnitId: '{unit}' }],
      ['DescribePolicy', { PolicyId: '{policy}' }],
    ],
    denied: [
      ['DescribeAccount', { AccountId: account }],
      ['ListChildren', { ParentId: '{root}', ChildType: 'ACCOUNT' }],
      ['DescribePolicy', { PolicyId: 'p-FullAWSAccess' }],
    ],
  },
  {
    shows: 'aws:RequestTag and aws:TagKeys',
    statement: {
      Action: 'organizations:*',
      Resource: '*',
      Condition: {
        StringEquals: { 'aws:RequestTag/team': 'shop' },
        'ForAllValues:StringEquals': { 'aws:TagKeys': 'team' },
      },
    },
    allowed: [
      ['TagResource', { ResourceId: '{root}', Tags: tags }],
      ['CreateOrganizationalUnit', { ParentId: '{unit}', Name: 'tagged', Tags: tags }],
    ],
    denied: [
      ['TagResource', { ResourceId: '{root}', Tags: [{ Key: 'team', Value: 'x' }] }],
      ['TagResource', { ResourceId: '{root}', Tags: [...tags, { Key: 'x', Value: '' }] }],
      ['CreateOrganizationalUnit', { ParentId: '{unit}', Name: 'untagged' }],
    ],
  },
  {
    shows: 'to tag what is made is a permission of its own',
    statement: { Action: ['organizations:Create*'], Resource: '*' },
    allowed: [['CreateOrganizationalUnit', { ParentId: '{unit}', Name: 'plain' }]],
    denied: [
      ['CreateOrganizationalUnit', { ParentId: '{unit}', Name: 'x', Tags: tags }],
      ['CreateAccount', { AccountName: 'x', Email: 'x@example.com', Tags: tags }],
      ['CreatePolicy', { Name: 'x', Description: '', Type: scp, Content: deny, Tags: tags }],
    ],
  },
  {
    shows: 'both what is attached and what it is attached to',
    statement: { Action: 'organizations:AttachPolicy', Resource: [own, unit] },
    allowed: [['AttachPolicy', { PolicyId: '{policy}', TargetId: '{unit}' }]],
    denied: [
      ['AttachPolicy', { PolicyId: '{policy}', TargetId: '{member}' }],
      ['AttachPolicy', { PolicyId: 'p-FullAWSAccess', TargetId: '{unit}' }],
      ['AttachPolicy', { PolicyId: 'p-12345678', TargetId: '{unit}' }],
    ],
  },
  {
    shows: 'where an account comes from, and where it goes',
    statement: { Action: 'organizations:MoveAccount', Resource: [member, root] },
    denied: [
      ['MoveAccount', { AccountId: '{member}', SourceParentId: '{root}', DestinationParentId: '{unit}' }],
    ],
  },
  {
    shows: 'what is not there is asked for as everything',
    statement: { Action: 'organizations:DescribeAccount', Resource: arn('account/*') },
    allowed: [['DescribeAccount', { AccountId: '{member}' }]],
    denied: [
      ['DescribeAccount', { AccountId: '000000000000' }],
      ['DescribeAccount', { AccountId: '*' }],
    ],
  },
]

describe('what a policy of the caller can look at', () => {
  for (const { shows, statement, allowed = [], denied } of conditions) {
    test(shows, async () => {
      await rule(statement)
      for (const [call, input] of allowed) expect(await ask(call, input), `${call} allowed`).toBeUndefined()
      for (const [call, input] of denied) {
        expect((await ask(call, input))?.slice(0, 2), `${call} ${JSON.stringify(input)}`).toEqual([
          'AccessDeniedException',
          403,
        ])
      }
    })
  }
})

describe('a permission for the operation on what it acts on, and for nothing else, is enough', () => {
  for (const [call, input, ...resources] of operations) {
    test(call, async () => {
      await rule({ Action: `organizations:${call}`, Resource: resources })
      expect((await ask(call, input))?.[1]).not.toBe(403)
    })
  }
})
