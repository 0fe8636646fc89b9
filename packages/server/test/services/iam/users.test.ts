import { afterAll, beforeAll, describe } from 'vitest'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { documents } from './documents.ts'
import { type Step, steps } from './iam-steps.ts'
import { shapes } from './shapes.ts'

const account = '111122223333'
const arn = (resource: string) => `arn:aws:iam::${account}:${resource}`

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const missing = ['NoSuchEntity', 404, 'The user with name nobody cannot be found.'] as const
const ann = {
  Path: '/team/',
  UserName: 'Ann',
  UserId: shapes.id('AIDA'),
  Arn: arn('user/team/Ann'),
  CreateDate: shapes.date,
}
const Tags = [{ Key: 'team', Value: 'shop' }]
const fence = {
  PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: arn('policy/fence') },
}

const life: readonly Step[] = [
  { call: 'CreatePolicy', input: { PolicyName: 'fence', PolicyDocument: documents.readBucket } },
  {
    call: 'CreateUser',
    input: { UserName: 'Ann', Path: '/team/', Tags, PermissionsBoundary: arn('policy/fence') },
    output: { User: { ...ann, ...fence, Tags } },
  },
  {
    call: 'GetUser',
    shows: 'finds a user by a name in another case',
    input: { UserName: 'ANN' },
    output: { User: { ...ann, ...fence, Tags } },
  },
  {
    call: 'ListUsers',
    shows: 'leaves out tags and boundary',
    input: { PathPrefix: '/team/' },
    output: { Users: [ann], IsTruncated: false },
  },
  { call: 'ListUsers', input: { PathPrefix: '/x/' }, output: { Users: [], IsTruncated: false } },
  {
    call: 'CreateUser',
    input: { UserName: 'ann' },
    fault: ['EntityAlreadyExists', 409, 'User with name ann already exists.'],
  },
  { call: 'DeleteUserPermissionsBoundary', input: { UserName: 'Ann' }, output: {} },
  { call: 'GetUser', input: { UserName: 'Ann' }, output: { User: { ...ann, Tags } } },
  {
    call: 'PutUserPermissionsBoundary',
    input: { UserName: 'Ann', PermissionsBoundary: arn('policy/fence') },
  },
  {
    call: 'GetUser',
    shows: 'the caller, when it names nobody',
    output: {
      User: {
        Path: '/',
        UserName: 'administrator',
        UserId: shapes.id('AIDA'),
        Arn: arn('user/administrator'),
        CreateDate: shapes.date,
      },
    },
  },
  { call: 'DeleteUser', input: { UserName: 'ann' }, output: {} },
  {
    call: 'GetUser',
    input: { UserName: 'Ann' },
    fault: ['NoSuchEntity', 404, 'The user with name Ann cannot be found.'],
  },
  {
    call: 'DeletePolicy',
    shows: 'nobody has it any more',
    input: { PolicyArn: arn('policy/fence') },
    output: {},
  },
]

const renaming: readonly Step[] = [
  { call: 'CreateUser', input: { UserName: 'bob' } },
  { call: 'CreateUser', input: { UserName: 'carl' } },
  { call: 'CreateGroup', input: { GroupName: 'readers' } },
  { call: 'AddUserToGroup', input: { UserName: 'bob', GroupName: 'readers' } },
  { call: 'CreatePolicy', input: { PolicyName: 'read', PolicyDocument: documents.readBucket } },
  { call: 'AttachUserPolicy', input: { UserName: 'bob', PolicyArn: arn('policy/read') } },
  {
    call: 'PutUserPolicy',
    input: { UserName: 'bob', PolicyName: 'i', PolicyDocument: documents.readBucket },
  },
  {
    call: 'UpdateUser',
    input: { UserName: 'bob', NewUserName: 'CARL' },
    fault: ['EntityAlreadyExists', 409, 'User with name CARL already exists.'],
  },
  { call: 'UpdateUser', input: { UserName: 'bob', NewUserName: 'Robert', NewPath: '/staff/' }, output: {} },
  {
    call: 'GetUser',
    input: { UserName: 'Robert' },
    output: {
      User: {
        Path: '/staff/',
        UserName: 'Robert',
        UserId: shapes.id('AIDA'),
        Arn: arn('user/staff/Robert'),
        CreateDate: shapes.date,
      },
    },
  },
  {
    call: 'GetUser',
    input: { UserName: 'bob' },
    fault: ['NoSuchEntity', 404, 'The user with name bob cannot be found.'],
  },
  {
    call: 'ListEntitiesForPolicy',
    shows: 'the new name',
    input: { PolicyArn: arn('policy/read') },
    output: {
      PolicyGroups: [],
      PolicyRoles: [],
      PolicyUsers: [{ UserName: 'Robert', UserId: shapes.id('AIDA') }],
      IsTruncated: false,
    },
  },
  {
    call: 'ListUserPolicies',
    shows: 'that the policies came along',
    input: { UserName: 'robert' },
    output: { PolicyNames: ['i'], IsTruncated: false },
  },
  {
    call: 'UpdateUser',
    shows: 'another case',
    input: { UserName: 'robert', NewUserName: 'ROBERT' },
    output: {},
  },
  {
    call: 'UpdateUser',
    shows: 'changes nothing when nothing is given',
    input: { UserName: 'robert' },
    output: {},
  },
  {
    call: 'DeleteUser',
    input: { UserName: 'robert' },
    fault: ['DeleteConflict', 409, 'Cannot delete entity, must remove users from group first.'],
  },
  { call: 'RemoveUserFromGroup', input: { UserName: 'robert', GroupName: 'readers' }, output: {} },
  {
    call: 'DeleteUser',
    input: { UserName: 'robert' },
    fault: ['DeleteConflict', 409, 'Cannot delete entity, must detach all policies first.'],
  },
  { call: 'DetachUserPolicy', input: { UserName: 'robert', PolicyArn: arn('policy/read') }, output: {} },
  {
    call: 'DeleteUser',
    input: { UserName: 'robert' },
    fault: ['DeleteConflict', 409, 'Cannot delete entity, must delete policies first.'],
  },
  { call: 'DeleteUserPolicy', input: { UserName: 'robert', PolicyName: 'i' }, output: {} },
  { call: 'CreateAccessKey', input: { UserName: 'robert' } },
  {
    call: 'DeleteUser',
    input: { UserName: 'robert' },
    fault: ['DeleteConflict', 409, 'Cannot delete entity, must delete access keys first.'],
  },
]

const refused: readonly Step[] = [
  ...[
    'GetUser',
    'DeleteUser',
    'UpdateUser',
    'ListUserTags',
    'ListUserPolicies',
    'ListAttachedUserPolicies',
  ].map((call): Step => ({ call, input: { UserName: 'nobody' }, fault: missing })),
  { call: 'ListGroupsForUser', input: { UserName: 'nobody' }, fault: missing },
  { call: 'ListAccessKeys', input: { UserName: 'nobody' }, fault: missing },
  { call: 'CreateAccessKey', input: { UserName: 'nobody' }, fault: missing },
  {
    call: 'CreateUser',
    input: { UserName: 'x'.repeat(65) },
    fault: [
      'ValidationError',
      400,
      "1 validation error detected: Value at 'userName' failed to satisfy constraint: Member must have length less than or equal to 64",
    ],
  },
  {
    call: 'CreateUser',
    input: { UserName: 'dan', PermissionsBoundary: arn('policy/nothing') },
    fault: ['NoSuchEntity', 404, `Scope ARN: ${arn('policy/nothing')} does not exist or is not attachable.`],
  },
  {
    call: 'GetUser',
    shows: 'a refused user was not made',
    input: { UserName: 'dan' },
    fault: ['NoSuchEntity', 404, 'The user with name dan cannot be found.'],
  },
]

/** What cannot be made here, and is truly answered with none. */
const none: readonly Step[] = [
  { call: 'CreateUser', input: { UserName: 'plain' } },
  {
    call: 'ListSSHPublicKeys',
    input: { UserName: 'plain' },
    output: { SSHPublicKeys: [], IsTruncated: false },
  },
  {
    call: 'ListSigningCertificates',
    input: { UserName: 'plain' },
    output: { Certificates: [], IsTruncated: false },
  },
  {
    call: 'ListServiceSpecificCredentials',
    input: { UserName: 'plain' },
    output: { ServiceSpecificCredentials: [] },
  },
  { call: 'ListSSHPublicKeys', input: { UserName: 'nobody' }, fault: missing },
]

describe('credentials that nobody has', () => steps(() => server, none))
describe('the life of a user', () => steps(() => server, life))
describe('a user of another name', () => steps(() => server, renaming))
describe('what is refused', () => steps(() => server, refused))
