import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { documents } from './documents.ts'
import { type Step, send, steps } from './iam-steps.ts'
import { shapes } from './shapes.ts'

const account = '111122223333'
const arn = (resource: string) => `arn:aws:iam::${account}:${resource}`
const trust = documents.trustEc2

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const role = {
  Path: '/',
  RoleName: 'node',
  RoleId: shapes.id('AROA'),
  Arn: arn('role/node'),
  CreateDate: shapes.date,
  AssumeRolePolicyDocument: encodeURIComponent(trust),
}
const profile = {
  Path: '/nodes/',
  InstanceProfileName: 'Node',
  InstanceProfileId: shapes.id('AIPA'),
  Arn: arn('instance-profile/nodes/Node'),
  CreateDate: shapes.date,
}
const tags = [{ Key: 'team', Value: 'shop' }]
const full = ['LimitExceeded', 409, 'Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1'] as const
const inProfile = [
  'DeleteConflict',
  409,
  'Cannot delete entity, must remove roles from instance profile first.',
] as const
const noProfile = (name: string) =>
  ['NoSuchEntity', 404, `Instance Profile ${name} cannot be found.`] as const

const life: readonly Step[] = [
  { call: 'CreateRole', input: { RoleName: 'node', AssumeRolePolicyDocument: trust } },
  { call: 'CreateRole', input: { RoleName: 'other', AssumeRolePolicyDocument: trust } },
  {
    call: 'CreateInstanceProfile',
    input: { InstanceProfileName: 'Node', Path: '/nodes/', Tags: tags },
    output: { InstanceProfile: { ...profile, Roles: [], Tags: tags } },
  },
  {
    call: 'CreateInstanceProfile',
    input: { InstanceProfileName: 'nODE' },
    fault: ['EntityAlreadyExists', 409, 'Instance Profile nODE already exists.'],
  },
  {
    call: 'AddRoleToInstanceProfile',
    input: { InstanceProfileName: 'NODE', RoleName: 'NODE' },
    output: {},
  },
  {
    call: 'AddRoleToInstanceProfile',
    shows: 'one role, and no second',
    input: { InstanceProfileName: 'Node', RoleName: 'other' },
    fault: full,
  },
  {
    call: 'AddRoleToInstanceProfile',
    shows: 'nor the same again',
    input: { InstanceProfileName: 'Node', RoleName: 'node' },
    fault: full,
  },
  {
    call: 'GetInstanceProfile',
    shows: 'its role and its tags',
    input: { InstanceProfileName: 'node' },
    output: { InstanceProfile: { ...profile, Roles: [role], Tags: tags } },
  },
  {
    call: 'ListInstanceProfiles',
    shows: 'its role, and no tags',
    input: { PathPrefix: '/nodes/' },
    output: { InstanceProfiles: [{ ...profile, Roles: [role] }], IsTruncated: false },
  },
  {
    call: 'ListInstanceProfiles',
    shows: 'none elsewhere',
    input: { PathPrefix: '/x/' },
    output: { InstanceProfiles: [], IsTruncated: false },
  },
  {
    call: 'ListInstanceProfilesForRole',
    input: { RoleName: 'node' },
    output: { InstanceProfiles: [{ ...profile, Roles: [role] }], IsTruncated: false },
  },
  {
    call: 'ListInstanceProfilesForRole',
    shows: 'a role that is in none',
    input: { RoleName: 'other' },
    output: { InstanceProfiles: [], IsTruncated: false },
  },
  { call: 'DeleteRole', input: { RoleName: 'node' }, fault: inProfile },
  { call: 'DeleteInstanceProfile', input: { InstanceProfileName: 'Node' }, fault: inProfile },
  {
    call: 'RemoveRoleFromInstanceProfile',
    shows: 'a role that is not in it',
    input: { InstanceProfileName: 'Node', RoleName: 'other' },
    fault: ['NoSuchEntity', 404, 'The role with name other cannot be found.'],
  },
  {
    call: 'RemoveRoleFromInstanceProfile',
    input: { InstanceProfileName: 'Node', RoleName: 'node' },
    output: {},
  },
  {
    call: 'ListInstanceProfilesForRole',
    shows: 'none again',
    input: { RoleName: 'node' },
    output: { InstanceProfiles: [], IsTruncated: false },
  },
  { call: 'DeleteRole', shows: 'once it is out', input: { RoleName: 'node' }, output: {} },
  { call: 'DeleteInstanceProfile', input: { InstanceProfileName: 'Node' }, output: {} },
  { call: 'GetInstanceProfile', input: { InstanceProfileName: 'Node' }, fault: noProfile('Node') },
  {
    call: 'CreateInstanceProfile',
    shows: 'a name that every object has',
    input: { InstanceProfileName: '__proto__' },
  },
  { call: 'DeleteInstanceProfile', input: { InstanceProfileName: '__proto__' }, output: {} },
]

const absent: readonly Step[] = [
  { call: 'GetInstanceProfile' },
  { call: 'DeleteInstanceProfile' },
  { call: 'AddRoleToInstanceProfile', input: { RoleName: 'other' } },
  { call: 'RemoveRoleFromInstanceProfile', input: { RoleName: 'other' } },
  { call: 'TagInstanceProfile', input: { Tags: tags } },
  { call: 'UntagInstanceProfile', input: { TagKeys: ['team'] } },
  { call: 'ListInstanceProfileTags' },
].map((step) => ({
  ...step,
  input: { InstanceProfileName: 'nothing', ...step.input },
  fault: noProfile('nothing'),
}))

describe('the life of an instance profile', () => steps(() => server, life))
describe('an instance profile that is not there', () => steps(() => server, absent))

test('of two that put a role into a profile at once one is refused', async () => {
  await send(server, { call: 'CreateInstanceProfile', input: { InstanceProfileName: 'race' } })
  const add = (RoleName: string) =>
    send(server, { call: 'AddRoleToInstanceProfile', input: { InstanceProfileName: 'race', RoleName } })
  await send(server, { call: 'CreateRole', input: { RoleName: 'second', AssumeRolePolicyDocument: trust } })
  const came = await Promise.all([add('other'), add('second')])
  expect(came.map(({ fault }) => fault?.[2] ?? 'ok').sort()).toEqual([full[2], 'ok'])
})
