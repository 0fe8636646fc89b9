import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../../server/test/start-test-server.ts'
import { readMissingRoles } from '../../src/plan/read-missing-roles.ts'
import { userWith } from './user-with.ts'

const roles = 'arn:aws:iam::111122223333:role'
const there = `${roles}/team/reader`
const typo = `${roles}/raeder`
const unlike = `${roles}/__proto__`
const withoutPath = `${roles}/reader`
const wanted = [there, typo, unlike, withoutPath, typo]

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  const AssumeRolePolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { Service: 'pods.eks.amazonaws.com' }, Action: 'sts:AssumeRole' },
    ],
  })
  const command = new CreateRoleCommand({ RoleName: 'reader', Path: '/team/', AssumeRolePolicyDocument })
  expect((await server.client(IAMClient).send(command)).Role?.Arn).toBe(there)
})
afterAll(() => server?.close())

it('names those that do not exist, with one that may be meant', async () => {
  expect(await readMissingRoles(server.client(IAMClient), wanted)).toEqual({
    [typo]: { near: there },
    [unlike]: {},
    [withoutPath]: { near: there },
  })
  expect(await readMissingRoles(server.client(IAMClient), [there])).toEqual({})
})

it('has no hint for who may not list roles, and no answer for who may not read them', async () => {
  const getter = await userWith(server, 'getter', 'iam:GetRole')
  const known = { [unlike]: {}, [withoutPath]: { near: there } }
  expect(await readMissingRoles(getter, wanted)).toEqual({ [typo]: {}, ...known })
  const lister = await userWith(server, 'lister', 'iam:ListRoles')
  expect(await readMissingRoles(lister, wanted)).toEqual({})
})

it('fails where IAM gives no answer', async () => {
  const nowhere = server.client(IAMClient, { endpoint: 'http://127.0.0.1:1' })
  await expect(readMissingRoles(nowhere, wanted)).rejects.toThrow('ECONNREFUSED')
})
