import { AttachRolePolicyCommand, CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam'
import { DescribeAccountCommand, OrganizationsClient } from '@aws-sdk/client-organizations'
import { DecodeAuthorizationMessageCommand, STSClient } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Credentials, startTestServer, type TestServer } from '../../start-test-server.ts'
import { trust } from '../sts/sts-calls.ts'
import { assumeArn, enter, makeAccount } from './make-organization.ts'
import { answered, send } from './organizations-steps.ts'

const absent = '123456789012'
const ids: Record<string, string> = {}
let server: TestServer
let administrator: Credentials
let powerless: Credentials

beforeAll(async () => {
  server = await startTestServer()
  await answered(server, 'CreateOrganization')
  ids['root'] = (await answered(server, 'ListRoots')).Roots[0].Id
  const unit = { ParentId: ids['root'], Name: 'unit' }
  ids['unit'] = (await answered(server, 'CreateOrganizationalUnit', unit)).OrganizationalUnit.Id
  ids['other'] = await makeAccount(server, 'other', { Tags: [{ Key: 'budget', Value: 'hidden' }] })
  ids['own'] = await makeAccount(server, 'own')
  administrator = await enter(server, ids['own'])
  const iam = server.client(IAMClient, { credentials: administrator })
  const AssumeRolePolicyDocument = trust(ids['own'])
  await iam.send(new CreateRoleCommand({ RoleName: 'powerless', AssumeRolePolicyDocument }))
  const PolicyArn = 'arn:aws:iam::aws:policy/AWSDenyAll'
  await iam.send(new AttachRolePolicyCommand({ RoleName: 'powerless', PolicyArn }))
  powerless = await assumeArn(server, `arn:aws:iam::${ids['own']}:role/powerless`, administrator)
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

/** What a member is told that may not call, with the id that it gave taken out. */
async function refusal(call: string, input: Record<string, string>, id: string): Promise<string> {
  const { fault } = await send(
    server,
    { call, input: { ...input, ...{ [Object.keys(input)[0] ?? '']: id } } },
    powerless,
  )
  return fault?.join(' ').replaceAll(id, 'ID') ?? 'no fault'
}

test.each<[call: string, input: Record<string, string>, there: string, notThere: string]>([
  ['DescribeAccount', { AccountId: '' }, 'other', absent],
  ['CloseAccount', { AccountId: '' }, 'other', absent],
  ['ListParents', { ChildId: '' }, 'other', absent],
  ['ListTagsForResource', { ResourceId: '' }, 'other', absent],
  ['DescribeOrganizationalUnit', { OrganizationalUnitId: '' }, 'unit', 'ou-abcd-abcdefgh'],
  ['ListChildren', { ParentId: '', ChildType: 'ACCOUNT' }, 'root', 'r-zzz'],
])('%s tells a member nothing of whether something is there', async (call, input, there, notThere) => {
  const told = await refusal(call, input, ids[there] ?? '')
  expect(told).toMatch(/^AccessDeniedException 403 .* on resource: \* /)
  expect(told).toBe(await refusal(call, input, notThere))
})

test('nor does the explanation of a denial', async () => {
  const client = server.client(OrganizationsClient, { credentials: powerless })
  const denied = client.send(new DescribeAccountCommand({ AccountId: ids['other'] }))
  const text = await denied.then(String, ({ message }: Error) => message)
  const EncodedMessage = /failure message: (\S+)$/.exec(text)?.[1]
  const sts = server.client(STSClient, { credentials: administrator })
  const { DecodedMessage } = await sts.send(new DecodeAuthorizationMessageCommand({ EncodedMessage }))
  expect(DecodedMessage).toContain('organizations:DescribeAccount')
  expect(DecodedMessage).not.toContain('hidden')
  expect(DecodedMessage).not.toContain(ids['other'])
})

test('of itself a member is asked for by its ARN', async () => {
  const input = { PolicyType: 'TAG_POLICY', TargetId: ids['own'] }
  const { fault } = await send(server, { call: 'DescribeEffectivePolicy', input }, powerless)
  expect(fault?.[2]).toMatch(
    new RegExp(`on resource: arn:aws:organizations::\\d{12}:account/o-\\w+/${ids['own']} `),
  )
})
