import { afterAll, beforeAll, describe } from 'vitest'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { documents } from './documents.ts'
import { type Step, steps } from './iam-steps.ts'
import { shapes } from './shapes.ts'

const arn = (resource: string) => `arn:aws:iam::111122223333:${resource}`

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const missing = ['NoSuchEntity', 404, 'The group with name nothing cannot be found.'] as const
const group = (name: string, path = '/') => ({
  Path: path,
  GroupName: name,
  GroupId: shapes.id('AGPA'),
  Arn: arn(`group${path}${name}`),
  CreateDate: shapes.date,
})
const user = (name: string) => ({
  Path: '/',
  UserName: name,
  UserId: shapes.id('AIDA'),
  Arn: arn(`user/${name}`),
  CreateDate: shapes.date,
})
const both = { GroupName: 'Readers', UserName: 'ann' }

const life: readonly Step[] = [
  { call: 'CreateGroup', input: { GroupName: 'Readers' }, output: { Group: group('Readers') } },
  {
    call: 'CreateGroup',
    input: { GroupName: 'readers' },
    fault: ['EntityAlreadyExists', 409, 'Group with name readers already exists.'],
  },
  { call: 'CreateUser', input: { UserName: 'ann' } },
  { call: 'CreateUser', input: { UserName: 'bob' } },
  { call: 'AddUserToGroup', input: { GroupName: 'READERS', UserName: 'ANN' }, output: {} },
  { call: 'AddUserToGroup', shows: 'twice is once', input: both, output: {} },
  { call: 'AddUserToGroup', input: { ...both, UserName: 'bob' }, output: {} },
  {
    call: 'GetGroup',
    input: { GroupName: 'readers' },
    output: { Group: group('Readers'), Users: [user('ann'), user('bob')], IsTruncated: false },
  },
  {
    call: 'GetGroup',
    shows: 'users in pages',
    input: { GroupName: 'readers', MaxItems: 1 },
    output: { Group: group('Readers'), Users: [user('ann')], IsTruncated: true, Marker: shapes.marker },
  },
  {
    call: 'ListGroupsForUser',
    input: { UserName: 'ann' },
    output: { Groups: [group('Readers')], IsTruncated: false },
  },
  {
    call: 'ListGroups',
    input: { PathPrefix: '/' },
    output: { Groups: [group('Readers')], IsTruncated: false },
  },
  { call: 'CreateGroup', input: { GroupName: 'writers', Path: '/team/' } },
  {
    call: 'UpdateGroup',
    input: { GroupName: 'Readers', NewGroupName: 'Writers' },
    fault: ['EntityAlreadyExists', 409, 'Group with name Writers already exists.'],
  },
  { call: 'CreatePolicy', input: { PolicyName: 'read', PolicyDocument: documents.readBucket } },
  { call: 'AttachGroupPolicy', input: { GroupName: 'Readers', PolicyArn: arn('policy/read') }, output: {} },
  {
    call: 'UpdateGroup',
    input: { GroupName: 'Readers', NewGroupName: 'lookers', NewPath: '/team/' },
    output: {},
  },
  {
    call: 'ListGroupsForUser',
    shows: 'the new name',
    input: { UserName: 'bob' },
    output: { Groups: [group('lookers', '/team/')], IsTruncated: false },
  },
  {
    call: 'ListEntitiesForPolicy',
    shows: 'the new name',
    input: { PolicyArn: arn('policy/read') },
    output: {
      PolicyGroups: [{ GroupName: 'lookers', GroupId: shapes.id('AGPA') }],
      PolicyRoles: [],
      PolicyUsers: [],
      IsTruncated: false,
    },
  },
  {
    call: 'DeleteGroup',
    input: { GroupName: 'lookers' },
    fault: ['DeleteConflict', 409, 'Cannot delete entity, must remove users from group first.'],
  },
  { call: 'RemoveUserFromGroup', input: { GroupName: 'lookers', UserName: 'ann' }, output: {} },
  {
    call: 'RemoveUserFromGroup',
    input: { GroupName: 'lookers', UserName: 'ann' },
    fault: ['NoSuchEntity', 404, 'User ann is not in group lookers.'],
  },
  { call: 'RemoveUserFromGroup', input: { GroupName: 'lookers', UserName: 'bob' }, output: {} },
  {
    call: 'DeleteGroup',
    input: { GroupName: 'lookers' },
    fault: ['DeleteConflict', 409, 'Cannot delete entity, must detach all policies first.'],
  },
  { call: 'DetachGroupPolicy', input: { GroupName: 'lookers', PolicyArn: arn('policy/read') }, output: {} },
  { call: 'DeleteGroup', input: { GroupName: 'LOOKERS' }, output: {} },
  { call: 'ListGroups', input: { PathPrefix: '/x/' }, output: { Groups: [], IsTruncated: false } },
]

const refused: readonly Step[] = [
  ...['GetGroup', 'DeleteGroup', 'UpdateGroup', 'ListGroupPolicies', 'ListAttachedGroupPolicies'].map(
    (call): Step => ({ call, input: { GroupName: 'nothing' }, fault: missing }),
  ),
  { call: 'AddUserToGroup', input: { GroupName: 'nothing', UserName: 'ann' }, fault: missing },
  {
    call: 'AddUserToGroup',
    input: { GroupName: 'writers', UserName: 'nobody' },
    fault: ['NoSuchEntity', 404, 'The user with name nobody cannot be found.'],
  },
  ...Array.from({ length: 10 }, (_, at) => `g${at}`).flatMap((GroupName): Step[] => [
    { call: 'CreateGroup', input: { GroupName } },
    { call: 'AddUserToGroup', input: { GroupName, UserName: 'bob' } },
  ]),
  {
    call: 'AddUserToGroup',
    input: { GroupName: 'writers', UserName: 'bob' },
    fault: ['LimitExceeded', 409, 'Cannot exceed quota for GroupsPerUser: 10'],
  },
  {
    call: 'UpdateUser',
    shows: 'a group keeps its users under another name',
    input: { UserName: 'bob', NewUserName: 'robert' },
    output: {},
  },
  {
    call: 'GetGroup',
    input: { GroupName: 'g0' },
    output: { Group: group('g0'), Users: [user('robert')], IsTruncated: false },
  },
]

describe('the life of a group', () => steps(() => server, life))
describe('what is refused', () => steps(() => server, refused))
