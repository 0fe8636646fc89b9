import { afterAll, beforeAll, describe } from 'vitest'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { documents } from './documents.ts'
import { type Step, steps } from './iam-steps.ts'
import { shapes } from './shapes.ts'

const account = '111122223333'
const arn = (resource: string) => `arn:aws:iam::${account}:${resource}`
const trust = documents.trustEc2
const encoded = encodeURIComponent(trust)

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const identity = {
  Path: '/team/',
  RoleName: 'Reader',
  RoleId: shapes.id('AROA'),
  Arn: arn('role/team/Reader'),
  CreateDate: shapes.date,
  AssumeRolePolicyDocument: encoded,
}
const missing = ['NoSuchEntity', 404, 'The role with name nobody cannot be found.'] as const

const life: readonly Step[] = [
  {
    call: 'CreateRole',
    shows: 'answers neither description nor duration',
    input: {
      RoleName: 'Reader',
      Path: '/team/',
      AssumeRolePolicyDocument: trust,
      Description: 'Reads',
      MaxSessionDuration: 7200,
      Tags: [{ Key: 'team', Value: 'shop' }],
    },
    output: { Role: { ...identity, Tags: [{ Key: 'team', Value: 'shop' }] } },
  },
  {
    call: 'GetRole',
    shows: 'finds a role by its name in another case, and answers all of it',
    input: { RoleName: 'READER' },
    output: {
      Role: {
        ...identity,
        Description: 'Reads',
        MaxSessionDuration: 7200,
        RoleLastUsed: {},
        Tags: [{ Key: 'team', Value: 'shop' }],
      },
    },
  },
  {
    call: 'CreateRole',
    input: { RoleName: 'reader', AssumeRolePolicyDocument: trust },
    fault: ['EntityAlreadyExists', 409, 'Role with name reader already exists.'],
  },
  {
    call: 'ListRoles',
    shows: 'leaves out tags and last use',
    input: { PathPrefix: '/team/' },
    output: { Roles: [{ ...identity, Description: 'Reads', MaxSessionDuration: 7200 }], IsTruncated: false },
  },
  {
    call: 'ListRoles',
    shows: 'none elsewhere',
    input: { PathPrefix: '/x/' },
    output: { Roles: [], IsTruncated: false },
  },
  {
    call: 'UpdateRole',
    shows: 'changes what is given',
    input: { RoleName: 'Reader', Description: 'Reads more', MaxSessionDuration: 3600 },
    output: {},
  },
  {
    call: 'UpdateRole',
    shows: 'changes nothing when nothing is given',
    input: { RoleName: 'Reader' },
    output: {},
  },
  {
    call: 'UpdateRoleDescription',
    input: { RoleName: 'Reader', Description: 'Reads most' },
    output: { Role: { ...identity, Description: 'Reads most', Tags: [{ Key: 'team', Value: 'shop' }] } },
  },
  {
    call: 'UpdateAssumeRolePolicy',
    input: { RoleName: 'Reader', PolicyDocument: documents.trust({ AWS: account }) },
    output: {},
  },
  {
    call: 'GetRole',
    shows: 'what the updates left',
    input: { RoleName: 'Reader' },
    output: {
      Role: {
        ...identity,
        AssumeRolePolicyDocument: encodeURIComponent(documents.trust({ AWS: account })),
        Description: 'Reads most',
        MaxSessionDuration: 3600,
        RoleLastUsed: {},
        Tags: [{ Key: 'team', Value: 'shop' }],
      },
    },
  },
  { call: 'DeleteRole', input: { RoleName: 'rEADER' }, output: {} },
  {
    call: 'GetRole',
    input: { RoleName: 'Reader' },
    fault: ['NoSuchEntity', 404, 'The role with name Reader cannot be found.'],
  },
]

const boundaries: readonly Step[] = [
  { call: 'CreatePolicy', input: { PolicyName: 'fence', PolicyDocument: documents.readBucket } },
  {
    call: 'CreateRole',
    shows: 'answers the boundary',
    input: {
      RoleName: 'fenced',
      AssumeRolePolicyDocument: trust,
      PermissionsBoundary: arn('policy/fence'),
    },
    output: {
      Role: {
        ...identity,
        RoleName: 'fenced',
        Path: '/',
        Arn: arn('role/fenced'),
        PermissionsBoundary: {
          PermissionsBoundaryType: 'Policy',
          PermissionsBoundaryArn: arn('policy/fence'),
        },
      },
    },
  },
  {
    call: 'DeletePolicy',
    shows: 'not while it bounds a role',
    input: { PolicyArn: arn('policy/fence') },
    fault: ['DeleteConflict', 409, 'Cannot delete a policy attached to entities.'],
  },
  { call: 'DeleteRolePermissionsBoundary', input: { RoleName: 'fenced' }, output: {} },
  {
    call: 'GetRole',
    shows: 'no boundary',
    input: { RoleName: 'fenced' },
    output: {
      Role: {
        ...identity,
        RoleName: 'fenced',
        Path: '/',
        Arn: arn('role/fenced'),
        MaxSessionDuration: 3600,
        RoleLastUsed: {},
      },
    },
  },
  {
    call: 'PutRolePermissionsBoundary',
    shows: 'takes a policy of AWS',
    input: { RoleName: 'fenced', PermissionsBoundary: 'arn:aws:iam::aws:policy/AdministratorAccess' },
    output: {},
  },
  {
    call: 'PutRolePermissionsBoundary',
    shows: 'replaces the one before',
    input: { RoleName: 'fenced', PermissionsBoundary: arn('policy/fence') },
    output: {},
  },
  {
    call: 'PutRolePermissionsBoundary',
    input: { RoleName: 'fenced', PermissionsBoundary: arn('not_a_policy/fence') },
    fault: ['InvalidInput', 400, `ARN ${arn('not_a_policy/fence')} is not valid.`],
  },
  {
    call: 'CreateRole',
    input: { RoleName: 'other', AssumeRolePolicyDocument: trust, PermissionsBoundary: arn('policy/nothing') },
    fault: ['NoSuchEntity', 404, `Scope ARN: ${arn('policy/nothing')} does not exist or is not attachable.`],
  },
  {
    call: 'GetRole',
    shows: 'nothing was kept of what was refused',
    input: { RoleName: 'other' },
    fault: ['NoSuchEntity', 404, 'The role with name other cannot be found.'],
  },
  { call: 'DeleteRole', shows: 'frees its boundary', input: { RoleName: 'fenced' }, output: {} },
  { call: 'DeletePolicy', input: { PolicyArn: arn('policy/fence') }, output: {} },
]

const absent: readonly Step[] = [
  { call: 'GetRole', fault: missing },
  { call: 'DeleteRole', fault: missing },
  { call: 'UpdateRole', fault: missing },
  { call: 'UpdateRoleDescription', input: { Description: 'x' }, fault: missing },
  { call: 'UpdateAssumeRolePolicy', input: { PolicyDocument: trust }, fault: missing },
  { call: 'TagRole', input: { Tags: [{ Key: 'a', Value: 'b' }] }, fault: missing },
  { call: 'UntagRole', input: { TagKeys: ['a'] }, fault: missing },
  { call: 'ListRoleTags', fault: missing },
  { call: 'ListRolePolicies', fault: missing },
  { call: 'ListAttachedRolePolicies', fault: missing },
  { call: 'PutRolePolicy', input: { PolicyName: 'p', PolicyDocument: documents.readBucket }, fault: missing },
  { call: 'GetRolePolicy', input: { PolicyName: 'p' }, fault: missing },
  { call: 'DeleteRolePolicy', input: { PolicyName: 'p' }, fault: missing },
  { call: 'DeleteRolePermissionsBoundary', fault: missing },
  {
    call: 'PutRolePermissionsBoundary',
    input: { PermissionsBoundary: arn('policy/nothing') },
    fault: missing,
  },
  { call: 'AttachRolePolicy', input: { PolicyArn: arn('policy/nothing') }, fault: missing },
  { call: 'DetachRolePolicy', input: { PolicyArn: arn('policy/nothing') }, fault: missing },
].map((step) => ({ ...step, input: { RoleName: 'nobody', ...step.input } }) as Step)

describe('the life of a role', () => steps(() => server, life))
describe('permissions boundaries', () => steps(() => server, boundaries))
describe('a role that is not there', () => steps(() => server, absent))
