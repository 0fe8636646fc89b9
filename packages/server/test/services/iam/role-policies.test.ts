import { afterAll, beforeAll, describe } from 'vitest'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { documents } from './documents.ts'
import { type Step, steps } from './iam-steps.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const RoleName = 'reader'
const encoded =
  '%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%7B%22Effect%22%3A%22Allow%22%2C%22Action%22%3A%22s3%3AListBucket%22%2C%22Resource%22%3A%22%2A%22%7D%7D'
const noSuchPolicy = (name: string) =>
  ['NoSuchEntity', 404, `The role policy with name ${name} cannot be found.`] as const
const large = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::shop/${'x'.repeat(5200)}` }],
})

const life: readonly Step[] = [
  { call: 'CreateRole', input: { RoleName, AssumeRolePolicyDocument: documents.trustEc2 } },
  {
    call: 'ListRolePolicies',
    shows: 'none',
    input: { RoleName },
    output: { PolicyNames: [], IsTruncated: false },
  },
  {
    call: 'PutRolePolicy',
    input: { RoleName, PolicyName: 'list', PolicyDocument: documents.listBucket },
    output: {},
  },
  {
    call: 'GetRolePolicy',
    shows: 'the document as it was given, percent-encoded',
    input: { RoleName: 'READER', PolicyName: 'list' },
    output: { RoleName, PolicyName: 'list', PolicyDocument: encoded },
  },
  {
    call: 'PutRolePolicy',
    input: { RoleName, PolicyName: 'a', PolicyDocument: documents.readBucket },
    output: {},
  },
  {
    call: 'PutRolePolicy',
    shows: 'replaces',
    input: { RoleName, PolicyName: 'a', PolicyDocument: documents.listBucket },
  },
  {
    call: 'GetRolePolicy',
    shows: 'the one put last',
    input: { RoleName, PolicyName: 'a' },
    output: { RoleName, PolicyName: 'a', PolicyDocument: encoded },
  },
  {
    call: 'ListRolePolicies',
    input: { RoleName },
    output: { PolicyNames: ['a', 'list'], IsTruncated: false },
  },
  {
    call: 'DeleteRole',
    input: { RoleName },
    fault: ['DeleteConflict', 409, 'Cannot delete entity, must delete policies first.'],
  },
  { call: 'DeleteRolePolicy', input: { RoleName, PolicyName: 'a' }, output: {} },
  { call: 'DeleteRolePolicy', input: { RoleName, PolicyName: 'a' }, fault: noSuchPolicy('a') },
  { call: 'GetRolePolicy', input: { RoleName, PolicyName: 'a' }, fault: noSuchPolicy('a') },
]

/** Names that every object of the language has. */
const named: readonly Step[] = ['constructor', '__proto__'].flatMap((PolicyName): Step[] => [
  { call: 'GetRolePolicy', input: { RoleName, PolicyName }, fault: noSuchPolicy(PolicyName) },
  { call: 'DeleteRolePolicy', input: { RoleName, PolicyName }, fault: noSuchPolicy(PolicyName) },
  {
    call: 'PutRolePolicy',
    input: { RoleName, PolicyName, PolicyDocument: documents.listBucket },
    output: {},
  },
  {
    call: 'GetRolePolicy',
    input: { RoleName, PolicyName },
    output: { RoleName, PolicyName, PolicyDocument: encoded },
  },
  { call: 'DeleteRolePolicy', input: { RoleName, PolicyName }, output: {} },
])

const refused: readonly Step[] = [
  {
    call: 'PutRolePolicy',
    input: { RoleName, PolicyName: 'p', PolicyDocument: '{' },
    fault: ['MalformedPolicyDocument', 400, 'Syntax errors in policy.'],
  },
  {
    call: 'PutRolePolicy',
    shows: 'a large one',
    input: { RoleName, PolicyName: 'large', PolicyDocument: large },
  },
  {
    call: 'PutRolePolicy',
    shows: 'not two large ones',
    input: { RoleName, PolicyName: 'larger', PolicyDocument: large },
    fault: ['LimitExceeded', 409, 'Maximum policy size of 10240 bytes exceeded for role reader'],
  },
  {
    call: 'ListRolePolicies',
    shows: 'nothing of what was refused',
    input: { RoleName },
    output: { PolicyNames: ['large', 'list'], IsTruncated: false },
  },
]

describe('inline policies of a role', () => steps(() => server, life))
describe('policies named like members of an object', () => steps(() => server, named))
describe('policies that are refused', () => steps(() => server, refused))
