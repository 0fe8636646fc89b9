import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { makeAccount } from './make-organization.ts'
import { answered, send } from './organizations-steps.ts'

let server: TestServer
const management = '111122223333'
const ids: Record<string, string> = {}

const call = (name: string, input: Record<string, unknown> = {}) => answered(server, name, input)
const refusal = async (name: string, input: Record<string, unknown> = {}) =>
  (await send(server, { call: name, input })).fault

beforeAll(async () => {
  server = await startTestServer()
  ids['o'] = (await call('CreateOrganization')).Organization.Id
  ids['root'] = (await call('ListRoots')).Roots[0].Id
  const unitIn = async (ParentId: string | undefined, Tags: object[] = []) =>
    (await call('CreateOrganizationalUnit', { ParentId, Name: 'shops', Tags })).OrganizationalUnit.Id
  ids['unit'] = await unitIn(ids['root'], [{ Key: 'team', Value: 'red' }])
  ids['unit2'] = await unitIn(ids['unit'])
  ids['member'] = await makeAccount(server, 'one', { AccountName: 'shop one' })
  ids['other'] = await makeAccount(server, 'other')
  const move = { AccountId: ids['member'], SourceParentId: ids['root'], DestinationParentId: ids['unit'] }
  await call('MoveAccount', move)
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

test('enabling a type attaches the policy that allows everything to all there is, disabling takes all away', async () => {
  const { root: RootId, unit, member } = ids
  for (const [PolicyType, full] of [
    ['SERVICE_CONTROL_POLICY', 'p-FullAWSAccess'],
    ['RESOURCE_CONTROL_POLICY', 'p-RCPFullAWSAccess'],
  ] as const) {
    const attached = async (TargetId: string | undefined) =>
      (await call('ListPoliciesForTarget', { TargetId, Filter: PolicyType })).Policies
    expect(await attached(member)).toEqual([])
    const { Root } = await call('EnablePolicyType', { RootId, PolicyType })
    expect(Root.PolicyTypes).toContainEqual({ Type: PolicyType, Status: 'ENABLED' })
    for (const target of [RootId, unit, member, management]) {
      expect(await attached(target)).toMatchObject([{ Id: full, AwsManaged: true, Type: PolicyType }])
    }
    await call('DisablePolicyType', { RootId, PolicyType })
    expect(await attached(member)).toEqual([])
    await call('EnablePolicyType', { RootId, PolicyType })
    const later = await call('CreateOrganizationalUnit', { ParentId: RootId, Name: PolicyType })
    expect(await attached(later.OrganizationalUnit.Id)).toMatchObject([{ Id: full }])
  }
})

test('a policy is made, read, attached, changed, detached and deleted', async () => {
  const Content = '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"iam:*","Resource":"*"}}'
  const input = { Name: 'no-iam', Description: 'none', Type: 'SERVICE_CONTROL_POLICY', Content }
  const { Policy } = await call('CreatePolicy', { ...input, Tags: [{ Key: 'team', Value: 'red' }] })
  const { Id: PolicyId } = Policy.PolicySummary
  expect(PolicyId).toMatch(/^p-[a-z0-9]{8}$/)
  expect(Policy).toEqual({
    PolicySummary: {
      Id: PolicyId,
      Arn: `arn:aws:organizations::${management}:policy/${ids['o']}/service_control_policy/${PolicyId}`,
      Name: 'no-iam',
      Description: 'none',
      Type: 'SERVICE_CONTROL_POLICY',
      AwsManaged: false,
    },
    Content,
  })
  expect((await call('DescribePolicy', { PolicyId })).Policy).toEqual(Policy)
  await call('AttachPolicy', { PolicyId, TargetId: ids['unit'] })
  await call('AttachPolicy', { PolicyId, TargetId: ids['member'] })
  expect((await call('ListTargetsForPolicy', { PolicyId })).Targets).toHaveLength(2)
  expect((await call('ListTargetsForPolicy', { PolicyId })).Targets).toContainEqual({
    TargetId: ids['member'],
    Arn: `arn:aws:organizations::${management}:account/${ids['o']}/${ids['member']}`,
    Name: 'shop one',
    Type: 'ACCOUNT',
  })
  expect((await refusal('DeletePolicy', { PolicyId }))?.[0]).toBe('PolicyInUseException')
  const changed = await call('UpdatePolicy', { PolicyId, Name: 'less' })
  expect(changed.Policy).toMatchObject({ Content, PolicySummary: { Name: 'less', Description: 'none' } })
  for (const TargetId of [ids['unit'], ids['member']]) await call('DetachPolicy', { PolicyId, TargetId })
  await call('DeletePolicy', { PolicyId })
  expect((await refusal('DescribePolicy', { PolicyId }))?.[0]).toBe('PolicyNotFoundException')
})

test('tags are set, replaced and taken away, of all four kinds of things', async () => {
  const { Policy } = await call('CreatePolicy', {
    Name: 'tagged',
    Description: '',
    Type: 'SERVICE_CONTROL_POLICY',
    Content: '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"iam:*","Resource":"*"}}',
  })
  for (const ResourceId of [ids['root'], ids['unit2'], ids['other'], Policy.PolicySummary.Id]) {
    const tags = async () => (await call('ListTagsForResource', { ResourceId })).Tags
    await call('TagResource', { ResourceId, Tags: [{ Key: '__proto__', Value: 'x' }] })
    await call('TagResource', { ResourceId, Tags: [{ Key: 'a', Value: '1' }] })
    await call('TagResource', { ResourceId, Tags: [{ Key: 'a', Value: '2' }] })
    expect(await tags()).toEqual([
      { Key: '__proto__', Value: 'x' },
      { Key: 'a', Value: '2' },
    ])
    await call('UntagResource', { ResourceId, TagKeys: ['a', 'none', '__proto__'] })
    expect(await tags()).toEqual([])
  }
  expect((await call('ListTagsForResource', { ResourceId: ids['unit'] })).Tags).toEqual([
    { Key: 'team', Value: 'red' },
  ])
})
