import { GetRoleCommand, IAMClient, ListAttachedRolePoliciesCommand } from '@aws-sdk/client-iam'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { endOfCreation, enter, makeAccount } from './make-organization.ts'
import { answered, send } from './organizations-steps.ts'

let server: TestServer
const management = '111122223333'
const ids: Record<string, string> = {}

const call = (name: string, input: Record<string, unknown> = {}) => answered(server, name, input)
const refusal = async (name: string, input: Record<string, unknown> = {}) =>
  (await send(server, { call: name, input })).fault

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

test('before there is an organization nothing but making one is answered', async () => {
  for (const [name, input] of [
    ['DescribeOrganization', {}],
    ['ListRoots', {}],
    ['ListAccounts', {}],
    ['CreateAccount', { AccountName: 'a', Email: 'a@example.com' }],
    ['ListPolicies', { Filter: 'SERVICE_CONTROL_POLICY' }],
    ['DeleteOrganization', {}],
  ] as const) {
    expect(await refusal(name, input), name).toEqual([
      'AWSOrganizationsNotInUseException',
      400,
      'Your account is not a member of an organization.',
    ])
  }
})

test('the account that makes it manages it, and there is a root without policies', async () => {
  const { Organization } = await call('CreateOrganization')
  ids['o'] = Organization.Id
  expect(Organization.Id).toMatch(/^o-[a-z0-9]{10}$/)
  expect(Organization).toEqual({
    Id: ids['o'],
    Arn: `arn:aws:organizations::${management}:organization/${ids['o']}`,
    FeatureSet: 'ALL',
    MasterAccountId: management,
    MasterAccountArn: `arn:aws:organizations::${management}:account/${ids['o']}/${management}`,
    AvailablePolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }],
  })
  expect((await call('DescribeOrganization')).Organization).toEqual(Organization)
  const { Roots } = await call('ListRoots')
  ids['root'] = Roots[0].Id
  expect(ids['root']).toMatch(/^r-[a-z0-9]{4}$/)
  expect(Roots).toEqual([
    {
      Id: ids['root'],
      Arn: `arn:aws:organizations::${management}:root/${ids['o']}/${ids['root']}`,
      Name: 'Root',
      PolicyTypes: [],
    },
  ])
  const { Accounts } = await call('ListAccounts')
  expect(Accounts).toMatchObject([{ Id: management, JoinedMethod: 'INVITED', Status: 'ACTIVE' }])
})

test('units have ids of their root, names that no sister has, and five levels at most', async () => {
  const { OrganizationalUnit: unit } = await call('CreateOrganizationalUnit', {
    ParentId: ids['root'],
    Name: 'shops',
    Tags: [{ Key: 'team', Value: 'red' }],
  })
  ids['unit'] = unit.Id
  expect(unit.Id).toMatch(new RegExp(`^ou-${ids['root']?.slice(2)}-[a-z0-9]{8}$`))
  expect(unit).toEqual({
    Id: unit.Id,
    Arn: `arn:aws:organizations::${management}:ou/${ids['o']}/${unit.Id}`,
    Name: 'shops',
    Path: `${ids['o']}/${ids['root']}/${unit.Id}/`,
  })
  const again = { ParentId: ids['root'], Name: 'shops' }
  expect(await refusal('CreateOrganizationalUnit', again)).toEqual([
    'DuplicateOrganizationalUnitException',
    400,
    'An OU with the same name already exists.',
  ])
  let parent = unit.Id
  for (let level = 2; level <= 5; level++) {
    const { OrganizationalUnit } = await call('CreateOrganizationalUnit', { ParentId: parent, Name: 'shops' })
    parent = OrganizationalUnit.Id
    ids[`unit${level}`] = parent
  }
  const sixth = { ParentId: parent, Name: 'six' }
  expect(await refusal('CreateOrganizationalUnit', sixth)).toEqual([
    'ConstraintViolationException',
    400,
    'You have exceeded the allowed OU depth.',
    'OU_DEPTH_LIMIT_EXCEEDED',
  ])
})

test('an account is made after its request was answered, with a role for who asked', async () => {
  const { CreateAccountStatus: asked } = await call('CreateAccount', {
    AccountName: 'shop one',
    Email: 'One@Example.com',
    Tags: [{ Key: 'team', Value: 'red' }],
  })
  expect(asked.Id).toMatch(/^car-[a-z0-9]{32}$/)
  expect(asked).toEqual({
    Id: asked.Id,
    AccountName: 'shop one',
    State: 'IN_PROGRESS',
    RequestedTimestamp: expect.any(Date),
  })
  const done = await endOfCreation(server, asked.Id)
  expect(done).toMatchObject({ State: 'SUCCEEDED', CompletedTimestamp: expect.any(Date) })
  ids['member'] = done.AccountId
  expect(done.AccountId).toMatch(/^\d{12}$/)
  const { Account } = await call('DescribeAccount', { AccountId: ids['member'] })
  expect(Account).toEqual({
    Id: ids['member'],
    Arn: `arn:aws:organizations::${management}:account/${ids['o']}/${ids['member']}`,
    Email: 'One@Example.com',
    Name: 'shop one',
    Status: 'ACTIVE',
    State: 'ACTIVE',
    Paths: [`${ids['o']}/${ids['root']}/${ids['member']}/`],
    JoinedMethod: 'CREATED',
    JoinedTimestamp: expect.any(Date),
  })
  const credentials = await enter(server, ids['member'] as string)
  const who = await server.client(STSClient, { credentials }).send(new GetCallerIdentityCommand({}))
  expect(who.Account).toBe(ids['member'])
  const iam = server.client(IAMClient, { credentials })
  const role = { RoleName: 'OrganizationAccountAccessRole' }
  const { Role } = await iam.send(new GetRoleCommand(role))
  expect(JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).Statement).toEqual([
    { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${management}:root` }, Action: 'sts:AssumeRole' },
  ])
  const { AttachedPolicies } = await iam.send(new ListAttachedRolePoliciesCommand(role))
  expect(AttachedPolicies).toMatchObject([{ PolicyName: 'AdministratorAccess' }])
})

test('an email belongs to one account, however it is written', async () => {
  const input = { AccountName: 'again', Email: 'oNE@example.COM' }
  const { CreateAccountStatus } = await call('CreateAccount', input)
  const failed = await endOfCreation(server, CreateAccountStatus.Id)
  expect(failed).toMatchObject({ State: 'FAILED', FailureReason: 'EMAIL_ALREADY_EXISTS' })
  expect(failed.AccountId).toBeUndefined()
  const { CreateAccountStatuses } = await call('ListCreateAccountStatus', { States: ['FAILED'] })
  expect(CreateAccountStatuses).toEqual([failed])
  expect((await call('ListCreateAccountStatus')).CreateAccountStatuses).toHaveLength(2)
})

test('of many requests for one email at once, one makes an account', async () => {
  const input = { AccountName: 'race', Email: 'race@example.com' }
  const asked = await Promise.all(Array.from({ length: 8 }, () => call('CreateAccount', input)))
  const ended = await Promise.all(
    asked.map(({ CreateAccountStatus }) => endOfCreation(server, CreateAccountStatus.Id)),
  )
  expect(ended.filter(({ State }) => State === 'SUCCEEDED')).toHaveLength(1)
})

test('the role may have another name', async () => {
  const account = await makeAccount(server, 'other', { RoleName: 'Door' })
  await expect(enter(server, account)).rejects.toThrow(/not authorized to perform: sts:AssumeRole/)
  ids['other'] = account
})

test('an account moves, and is then where it went', async () => {
  const { member, root, unit } = ids
  const move = { AccountId: member, SourceParentId: root, DestinationParentId: unit }
  await call('MoveAccount', move)
  expect((await call('ListParents', { ChildId: member })).Parents).toEqual([
    { Id: unit, Type: 'ORGANIZATIONAL_UNIT' },
  ])
  expect((await call('ListAccountsForParent', { ParentId: unit })).Accounts).toMatchObject([{ Id: member }])
  expect((await call('ListChildren', { ParentId: unit, ChildType: 'ACCOUNT' })).Children).toEqual([
    { Id: member, Type: 'ACCOUNT' },
  ])
  expect((await call('DescribeAccount', { AccountId: member })).Account.Paths).toEqual([
    `${ids['o']}/${root}/${unit}/${member}/`,
  ])
  expect(await refusal('MoveAccount', move)).toEqual([
    'DuplicateAccountException',
    400,
    'That account is already present in the specified destination.',
  ])
  expect(await refusal('MoveAccount', { ...move, DestinationParentId: ids['unit2'] })).toEqual([
    'AccountNotFoundException',
    400,
    "You specified an account that doesn't exist.",
  ])
})

test('who is in a closed account can do nothing from the next call on, and nobody gets in', async () => {
  const account = await makeAccount(server, 'closing')
  const credentials = await enter(server, account)
  const sts = server.client(STSClient, { credentials })
  await sts.send(new GetCallerIdentityCommand({}))
  await call('CloseAccount', { AccountId: account })
  await expect(sts.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
    Code: 'InvalidClientTokenId',
    message: 'The security token included in the request is invalid.',
  })
  await expect(enter(server, account)).rejects.toThrow(/is not authorized to perform: sts:AssumeRole on/)
  expect((await call('DescribeAccount', { AccountId: account })).Account).toMatchObject({
    Status: 'SUSPENDED',
    State: 'CLOSED',
  })
  expect(await refusal('CloseAccount', { AccountId: account })).toEqual([
    'AccountAlreadyClosedException',
    400,
    'The provided account is already closed.',
  ])
  const again = { AccountName: 'again', Email: 'closing@example.com' }
  const { CreateAccountStatus } = await call('CreateAccount', again)
  expect(await endOfCreation(server, CreateAccountStatus.Id)).toMatchObject({
    FailureReason: 'EMAIL_ALREADY_EXISTS',
  })
  ids['closed'] = account
})

test('a member knows its organization, and no more', async () => {
  const credentials = await enter(server, ids['member'] as string)
  const as = async (name: string, input: Record<string, unknown> = {}) =>
    send(server, { call: name, input }, credentials)
  expect((await as('DescribeOrganization')).output?.['Organization']).toMatchObject({ Id: ids['o'] })
  for (const [name, input] of [
    ['ListAccounts', {}],
    ['ListRoots', {}],
    ['DescribeAccount', { AccountId: ids['member'] }],
    ['CreateAccount', { AccountName: 'x', Email: 'x@example.com' }],
    ['DeleteOrganization', {}],
    ['ListAWSServiceAccessForOrganization', {}],
    ['CloseAccount', { AccountId: ids['other'] }],
    [
      'MoveAccount',
      { AccountId: ids['member'], SourceParentId: ids['unit'], DestinationParentId: ids['root'] },
    ],
    ['DetachPolicy', { PolicyId: 'p-FullAWSAccess', TargetId: ids['member'] }],
    ['DisablePolicyType', { RootId: ids['root'], PolicyType: 'SERVICE_CONTROL_POLICY' }],
    ['RemoveAccountFromOrganization', { AccountId: ids['member'] }],
    ['TagResource', { ResourceId: ids['root'], Tags: [] }],
    ['DescribeEffectivePolicy', { PolicyType: 'TAG_POLICY', TargetId: ids['other'] }],
  ] as const) {
    expect((await as(name, input)).fault, name).toEqual([
      'AccessDeniedException',
      400,
      "You don't have permissions to access this resource.",
    ])
  }
  expect((await as('DescribeEffectivePolicy', { PolicyType: 'TAG_POLICY' })).fault).toEqual([
    'EffectivePolicyNotFoundException',
    400,
    'The effective policy for the specified target and policy type does not exist.',
  ])
  expect((await as('CreateOrganization')).fault?.[0]).toBe('AlreadyInOrganizationException')
})

test('a member may leave by itself, and no policy binds it any more; who manages may not', async () => {
  const account = await makeAccount(server, 'leaving')
  const credentials = await enter(server, account)
  await answered(server, 'LeaveOrganization', {}, credentials)
  const { fault } = await send(server, { call: 'DescribeOrganization' }, credentials)
  expect(fault?.[0]).toBe('AWSOrganizationsNotInUseException')
  expect((await refusal('DescribeAccount', { AccountId: account }))?.[0]).toBe('AccountNotFoundException')
  expect((await refusal('LeaveOrganization'))?.[0]).toBe('MasterCannotLeaveOrganizationException')
  expect((await call('ListAWSServiceAccessForOrganization')).EnabledServicePrincipals).toEqual([])
})

test('a unit goes when it is empty, the organization when nobody else is in it', async () => {
  expect(await refusal('DeleteOrganizationalUnit', { OrganizationalUnitId: ids['unit'] })).toEqual([
    'OrganizationalUnitNotEmptyException',
    400,
    'To delete an organizational unit you must first remove all accounts and organizational units from it.',
  ])
  await call('DeleteOrganizationalUnit', { OrganizationalUnitId: ids['unit5'] })
  const gone = { OrganizationalUnitId: ids['unit5'] }
  expect((await refusal('DescribeOrganizationalUnit', gone))?.[0]).toBe('OrganizationalUnitNotFoundException')
  expect(await refusal('DeleteOrganization')).toEqual([
    'OrganizationNotEmptyException',
    400,
    'To delete an organization you must first remove all member accounts (except the master).',
  ])
  const { Accounts } = await call('ListAccounts')
  for (const { Id: AccountId } of Accounts) {
    if (AccountId !== management) await call('RemoveAccountFromOrganization', { AccountId })
  }
  await call('DeleteOrganization')
  expect((await refusal('DescribeOrganization'))?.[0]).toBe('AWSOrganizationsNotInUseException')
  const who = await enter(server, ids['member'] as string)
  const mine = await answered(server, 'CreateOrganization', {}, who)
  expect(mine.Organization.MasterAccountId).toBe(ids['member'])
})
