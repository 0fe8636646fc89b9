import { afterAll, beforeAll, describe } from 'vitest'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { documents } from './documents.ts'
import { type Step, steps } from './iam-steps.ts'
import { shapes } from './shapes.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const arn = (name: string) => `arn:aws:iam::111122223333:policy/${name}`
const RoleName = 'Reader'
const PolicyArn = arn('read')
const ofAws = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'
const entities = (found: object) => ({
  PolicyGroups: [],
  PolicyRoles: [],
  PolicyUsers: [],
  IsTruncated: false,
  ...found,
})
const role = { RoleName, RoleId: shapes.id('AROA') }
const trust = documents.trustEc2
const many = Array.from({ length: 10 }, (_, at) => `many${at}`)

const life: readonly Step[] = [
  { call: 'CreateRole', input: { RoleName, Path: '/team/', AssumeRolePolicyDocument: trust } },
  { call: 'CreatePolicy', input: { PolicyName: 'read', PolicyDocument: documents.readBucket } },
  {
    call: 'ListAttachedRolePolicies',
    shows: 'none',
    input: { RoleName },
    output: { AttachedPolicies: [], IsTruncated: false },
  },
  { call: 'ListEntitiesForPolicy', shows: 'none', input: { PolicyArn }, output: entities({}) },
  { call: 'AttachRolePolicy', input: { RoleName: 'READER', PolicyArn }, output: {} },
  { call: 'AttachRolePolicy', shows: 'twice is once', input: { RoleName, PolicyArn }, output: {} },
  { call: 'AttachRolePolicy', shows: 'a policy of AWS', input: { RoleName, PolicyArn: ofAws }, output: {} },
  {
    call: 'ListAttachedRolePolicies',
    input: { RoleName },
    output: {
      AttachedPolicies: [
        { PolicyName: 'AmazonS3ReadOnlyAccess', PolicyArn: ofAws },
        { PolicyName: 'read', PolicyArn },
      ],
      IsTruncated: false,
    },
  },
  { call: 'PutRolePermissionsBoundary', input: { RoleName, PermissionsBoundary: PolicyArn } },
  {
    call: 'ListEntitiesForPolicy',
    shows: 'a role once',
    input: { PolicyArn },
    output: entities({ PolicyRoles: [role] }),
  },
  ...[
    [{ EntityFilter: 'Role' }, { PolicyRoles: [role] }],
    [{ EntityFilter: 'User' }, {}],
    [{ EntityFilter: 'Group' }, {}],
    [{ PathPrefix: '/team/' }, { PolicyRoles: [role] }],
    [{ PathPrefix: '/other/' }, {}],
    [{ PolicyUsageFilter: 'PermissionsBoundary' }, { PolicyRoles: [role] }],
    [{ PolicyUsageFilter: 'PermissionsPolicy' }, { PolicyRoles: [role] }],
  ].map(
    ([filter, found = {}]): Step => ({
      call: 'ListEntitiesForPolicy',
      shows: JSON.stringify(filter),
      input: { PolicyArn, ...filter },
      output: entities(found),
    }),
  ),
  {
    call: 'ListEntitiesForPolicy',
    shows: 'the administrator is a user',
    input: { PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
    output: entities({ PolicyUsers: [{ UserName: 'administrator', UserId: shapes.id('AIDA') }] }),
  },
  {
    call: 'ListPolicies',
    shows: 'counts both uses',
    input: { PolicyUsageFilter: 'PermissionsBoundary' },
    output: {
      Policies: [
        {
          PolicyName: 'read',
          PolicyId: shapes.id('ANPA'),
          Arn: PolicyArn,
          Path: '/',
          DefaultVersionId: 'v1',
          AttachmentCount: 1,
          PermissionsBoundaryUsageCount: 1,
          IsAttachable: true,
          CreateDate: shapes.date,
          UpdateDate: shapes.date,
        },
      ],
      IsTruncated: false,
    },
  },
  {
    call: 'DeleteRole',
    input: { RoleName },
    fault: ['DeleteConflict', 409, 'Cannot delete entity, must detach all policies first.'],
  },
  {
    call: 'DeletePolicy',
    input: { PolicyArn },
    fault: ['DeleteConflict', 409, 'Cannot delete a policy attached to entities.'],
  },
  { call: 'DetachRolePolicy', input: { RoleName, PolicyArn }, output: {} },
  {
    call: 'DetachRolePolicy',
    input: { RoleName, PolicyArn },
    fault: ['NoSuchEntity', 404, `Policy ${PolicyArn} was not found.`],
  },
  { call: 'DetachRolePolicy', input: { RoleName, PolicyArn: ofAws }, output: {} },
  { call: 'DeleteRole', input: { RoleName }, output: {} },
  { call: 'ListEntitiesForPolicy', shows: 'none', input: { PolicyArn }, output: entities({}) },
  { call: 'DeletePolicy', input: { PolicyArn }, output: {} },
]

const refused: readonly Step[] = [
  { call: 'CreateRole', input: { RoleName, AssumeRolePolicyDocument: trust } },
  {
    call: 'AttachRolePolicy',
    input: { RoleName, PolicyArn: arn('nothing') },
    fault: ['NoSuchEntity', 404, `Policy ${arn('nothing')} does not exist or is not attachable.`],
  },
  {
    call: 'AttachRolePolicy',
    input: { RoleName, PolicyArn: 'longpolicynamebutnoarn' },
    fault: ['ValidationError', 400, 'ARN longpolicynamebutnoarn is not valid.'],
  },
  {
    call: 'ListEntitiesForPolicy',
    input: { PolicyArn: arn('nothing') },
    fault: ['NoSuchEntity', 404, `Policy ${arn('nothing')} does not exist or is not attachable.`],
  },
  ...many.flatMap((name): Step[] => [
    { call: 'CreatePolicy', input: { PolicyName: name, PolicyDocument: documents.readBucket } },
    { call: 'AttachRolePolicy', input: { RoleName, PolicyArn: arn(name) }, output: {} },
  ]),
  {
    call: 'AttachRolePolicy',
    input: { RoleName, PolicyArn: ofAws },
    fault: ['LimitExceeded', 409, 'Cannot exceed quota for PoliciesPerRole: 10'],
  },
]

describe('attached policies', () => steps(() => server, life))
describe('what is refused', () => steps(() => server, refused))
