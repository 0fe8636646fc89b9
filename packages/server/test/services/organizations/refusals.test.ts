import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { makeAccount } from './make-organization.ts'
import { answered, send, steps } from './organizations-steps.ts'
import { refusals } from './refusals.data.ts'

let server: TestServer
const ids: Record<string, string> = {}
const scp = 'SERVICE_CONTROL_POLICY'
const rcp = 'RESOURCE_CONTROL_POLICY'
const { beyondLimits, notAvailable, policy } = refusals

beforeAll(async () => {
  server = await startTestServer()
  const { Organization } = await answered(server, 'CreateOrganization')
  ids['o'] = Organization.Id
  ids['root'] = (await answered(server, 'ListRoots')).Roots[0].Id
  ids['noRoot'] = ids['root'] === 'r-zzzz' ? 'r-yyyy' : 'r-zzzz'
  for (const PolicyType of [scp, rcp]) {
    await answered(server, 'EnablePolicyType', { RootId: ids['root'], PolicyType })
  }
  for (const name of ['one', 'two']) {
    const input = { ParentId: ids['root'], Name: name }
    ids[name] = (await answered(server, 'CreateOrganizationalUnit', input)).OrganizationalUnit.Id
  }
  ids['member'] = await makeAccount(server, 'member')
  for (const name of ['a', 'b', 'c', 'd', 'e']) {
    const { Policy } = await answered(server, 'CreatePolicy', { ...policy, Name: name })
    ids[name] = Policy.PolicySummary.Id
  }
  for (const name of ['a', 'b', 'c', 'd']) {
    await answered(server, 'AttachPolicy', { PolicyId: ids[name], TargetId: ids['one'] })
  }
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

describe('refusals', () => {
  steps(
    () => server,
    () => ids,
    refusals.steps,
  )
})

describe('values beyond their limits', () => {
  for (const [call, input, where] of beyondLimits) {
    test(`${call} ${JSON.stringify(input).slice(0, 80)}`, async () => {
      const { fault } = await send(server, { call, input })
      expect(fault?.slice(0, 2)).toEqual(['ValidationException', 400])
      expect(fault?.[2]).toContain(where)
    })
  }

  test('a call without what it needs', async () => {
    const { fault } = await send(server, { call: 'CreatePolicy', input: { Name: 'x' } })
    expect(fault?.slice(0, 2)).toEqual(['ValidationException', 400])
  })
})

test('an organization for billing alone has no such policies', async () => {
  const other = await startTestServer()
  const { Organization } = await answered(other, 'CreateOrganization', { FeatureSet: 'CONSOLIDATED_BILLING' })
  expect(Organization).toMatchObject({ FeatureSet: 'CONSOLIDATED_BILLING', AvailablePolicyTypes: [] })
  expect((await send(other, { call: 'CreatePolicy', input: policy })).fault).toEqual([
    notAvailable[0],
    400,
    notAvailable[1],
  ])
  await other.close()
})

describe('lists come in pages', () => {
  const lists = [
    ['ListAccounts', {}, 'Accounts'],
    ['ListAccountsForParent', { ParentId: 'root' }, 'Accounts'],
    ['ListChildren', { ParentId: 'root', ChildType: 'ACCOUNT' }, 'Children'],
    ['ListCreateAccountStatus', {}, 'CreateAccountStatuses'],
    ['ListPolicies', { Filter: scp }, 'Policies'],
    ['ListOrganizationalUnitsForParent', { ParentId: 'root' }, 'OrganizationalUnits'],
    ['ListTargetsForPolicy', { PolicyId: 'p-FullAWSAccess' }, 'Targets'],
    ['ListPoliciesForTarget', { TargetId: 'one', Filter: scp }, 'Policies'],
  ] as const
  beforeAll(async () => {
    await Promise.all(Array.from({ length: 24 }, (_, at) => makeAccount(server, `many${at}`)))
  })

  test.each(lists)('%s %j', async (call, given, member) => {
    const input = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name, ids[value] ?? value]),
    )
    const whole: string[] = []
    for (const MaxResults of [1, 7, undefined]) {
      const seen: string[] = []
      let NextToken: string | undefined
      do {
        const output = await answered(server, call, { ...input, MaxResults, NextToken })
        expect(output[member].length).toBeLessThanOrEqual(MaxResults ?? 20)
        seen.push(
          ...output[member].map((item: { Id?: string; TargetId?: string }) => item.Id ?? item.TargetId),
        )
        NextToken = output.NextToken
      } while (NextToken !== undefined)
      expect(new Set(seen).size).toBe(seen.length)
      if (whole.length === 0) whole.push(...seen)
      expect(seen).toEqual(whole)
    }
    expect(whole.length).toBeGreaterThan(1)
  })
})
