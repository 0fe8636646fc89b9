import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { documents } from './documents.ts'
import { send } from './iam-steps.ts'

let server: TestServer
const name = (at: number) => `n${String(at).padStart(3, '0')}`
const count = 130
/** As many as their quota lets in. */
const inline = 120

beforeAll(async () => {
  server = await startTestServer()
  const numbers = Array.from({ length: count }, (_, at) => at)
  await Promise.all(
    numbers.flatMap((at) => [
      send(server, {
        call: 'CreateRole',
        input: {
          RoleName: name(at),
          Path: at % 2 ? '/odd/' : '/',
          AssumeRolePolicyDocument: documents.trustEc2,
        },
      }),
      send(server, {
        call: 'CreatePolicy',
        input: { PolicyName: name(at), PolicyDocument: documents.readBucket },
      }),
    ]),
  )
  await Promise.all(
    numbers.slice(0, inline).map((at) =>
      send(server, {
        call: 'PutRolePolicy',
        input: { RoleName: name(0), PolicyName: name(at), PolicyDocument: small },
      }),
    ),
  )
  const PolicyArn = 'arn:aws:iam::111122223333:policy/n000'
  for (const at of numbers)
    await send(server, { call: 'AttachRolePolicy', input: { RoleName: name(at), PolicyArn } })
})
afterAll(() => server.close())

const small = '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}'

/** The lists that come in pages: the call, what is listed and its names. */
const lists = [
  { call: 'ListRoles', input: {}, member: 'Roles', named: 'RoleName', total: count },
  { call: 'ListRoles', input: { PathPrefix: '/odd/' }, member: 'Roles', named: 'RoleName', total: count / 2 },
  { call: 'ListPolicies', input: { Scope: 'Local' }, member: 'Policies', named: 'PolicyName', total: count },
  {
    call: 'ListRolePolicies',
    input: { RoleName: 'n000' },
    member: 'PolicyNames',
    named: undefined,
    total: inline,
  },
  {
    call: 'ListEntitiesForPolicy',
    input: { PolicyArn: 'arn:aws:iam::111122223333:policy/n000' },
    member: 'PolicyRoles',
    named: 'RoleName',
    total: count,
  },
] as const

for (const { call, input, member, named, total } of lists) {
  for (const MaxItems of [undefined, 1, 37, 1000]) {
    test(`${call} ${JSON.stringify(input)} in pages of ${MaxItems ?? 'the usual size'}`, async () => {
      const names: string[] = []
      let Marker: unknown
      do {
        const { output, fault } = await send(server, { call, input: { ...input, MaxItems, Marker } })
        expect(fault).toBeUndefined()
        const items = output?.[member] as (string & Record<string, string>)[]
        expect(items.length).toBe(Math.min(MaxItems ?? 100, total - names.length))
        names.push(...items.map((item) => (named === undefined ? item : (item[named] ?? ''))))
        Marker = output?.['Marker']
        expect(output?.['IsTruncated']).toBe(Marker !== undefined)
      } while (Marker !== undefined)
      expect(names).toHaveLength(total)
      expect(names).toEqual([...new Set(names)].sort())
    })
  }
}

test('a page goes on behind a role that was deleted meanwhile', async () => {
  const first = await send(server, { call: 'ListRoles', input: { MaxItems: 2, PathPrefix: '/odd/' } })
  await send(server, {
    call: 'DetachRolePolicy',
    input: { RoleName: 'n003', PolicyArn: 'arn:aws:iam::111122223333:policy/n000' },
  })
  expect(await send(server, { call: 'DeleteRole', input: { RoleName: 'n003' } })).toEqual({ output: {} })
  const { output } = await send(server, {
    call: 'ListRoles',
    input: { MaxItems: 1, PathPrefix: '/odd/', Marker: first.output?.['Marker'] },
  })
  expect(output?.['Roles']).toMatchObject([{ RoleName: 'n005' }])
})

test('a marker that names a long path can be sent back', async () => {
  const Path = `/${'x'.repeat(510)}/`
  for (const PolicyName of ['long0', 'long1']) {
    await send(server, {
      call: 'CreatePolicy',
      input: { PolicyName, Path, PolicyDocument: documents.readBucket },
    })
  }
  const input = { Scope: 'Local', PathPrefix: Path, MaxItems: 1 }
  const first = await send(server, { call: 'ListPolicies', input })
  const second = await send(server, {
    call: 'ListPolicies',
    input: { ...input, Marker: first.output?.['Marker'] },
  })
  expect(second.output).toMatchObject({ Policies: [{ PolicyName: 'long1' }], IsTruncated: false })
})

test('a marker that is none is refused', async () => {
  const { fault } = await send(server, { call: 'ListRoles', input: { Marker: 'not a marker' } })
  expect(fault).toEqual(['InvalidInput', 400, 'Invalid Marker.'])
})
