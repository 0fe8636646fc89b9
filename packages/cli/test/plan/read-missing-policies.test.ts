import { IAMClient } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../../server/test/start-test-server.ts'
import type { RoleState } from '../../src/plan/present.ts'
import { readMissingPolicies } from '../../src/plan/read-missing-policies.ts'
import { userWith } from './user-with.ts'

const there = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'
const typo = 'arn:aws:iam::aws:policy/AmazonS3ReadOnly'
const unlike = 'arn:aws:iam::111122223333:policy/__proto__'
const wanted = { name: 'reader', owner: 'nobody', tags: {}, inline: {}, attached: [there, typo, unlike] }
const reader: RoleState = { arn: '', trust: {}, tags: {}, inline: {}, attached: [typo] }

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server?.close())

it('names those that do not exist, with one that may be meant', async () => {
  const missing = await readMissingPolicies(server.client(IAMClient), [wanted], {})
  expect(missing).toEqual({ [typo]: { near: there }, [unlike]: {} })
})

it('asks for a boundary too, and not for what a role has', async () => {
  const iam = server.client(IAMClient)
  const bounded = { ...wanted, attached: [there, typo], boundary: unlike }
  expect(await readMissingPolicies(iam, [bounded], { reader })).toEqual({ [unlike]: {} })
  expect(await readMissingPolicies(iam, [bounded], { reader: { ...reader, boundary: unlike } })).toEqual({})
})

it('has no hint for who may not list policies, and no answer for who may not read them', async () => {
  const getter = await userWith(server, 'getter', 'iam:GetPolicy')
  expect(await readMissingPolicies(getter, [wanted], {})).toEqual({ [typo]: {}, [unlike]: {} })
  const lister = await userWith(server, 'lister', 'iam:ListPolicies')
  expect(await readMissingPolicies(lister, [wanted], {})).toEqual({})
})

it('fails where IAM gives no answer', async () => {
  const nowhere = server.client(IAMClient, { endpoint: 'http://127.0.0.1:1' })
  await expect(readMissingPolicies(nowhere, [wanted], {})).rejects.toThrow('ECONNREFUSED')
})
