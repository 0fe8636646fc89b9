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

const PolicyArn = 'arn:aws:iam::111122223333:policy/team/Read'
const none = 'arn:aws:iam::111122223333:policy/None'
const ofAws = 'arn:aws:iam::aws:policy/AdministratorAccess'
const identity = {
  PolicyName: 'Read',
  PolicyId: shapes.id('ANPA'),
  Arn: PolicyArn,
  Path: '/team/',
  DefaultVersionId: 'v1',
  AttachmentCount: 0,
  PermissionsBoundaryUsageCount: 0,
  IsAttachable: true,
  CreateDate: shapes.date,
  UpdateDate: shapes.date,
}
const version = (id: string, isDefault: boolean) => ({
  VersionId: id,
  IsDefaultVersion: isDefault,
  CreateDate: shapes.date,
})
const noSuchPolicy = (arn: string) => ['NoSuchEntity', 404, `Policy ${arn} was not found.`] as const
const noSuchVersion = (arn: string, id: string) =>
  ['NoSuchEntity', 404, `Policy ${arn} version ${id} does not exist or is not attachable.`] as const

const life: readonly Step[] = [
  {
    call: 'CreatePolicy',
    shows: 'answers no description, and tags only when given',
    input: { PolicyName: 'Read', Path: '/team/', PolicyDocument: documents.readBucket, Description: 'Reads' },
    output: { Policy: identity },
  },
  {
    call: 'CreatePolicy',
    shows: 'collides in another case and another path',
    input: { PolicyName: 'read', PolicyDocument: documents.readBucket },
    fault: [
      'EntityAlreadyExists',
      409,
      'A policy called read already exists. Duplicate names are not allowed.',
    ],
  },
  {
    call: 'GetPolicy',
    shows: 'answers description and tags, even if there are none',
    input: { PolicyArn },
    output: { Policy: { ...identity, Description: 'Reads', Tags: [] } },
  },
  {
    call: 'ListPolicies',
    shows: 'leaves out description and tags',
    input: { Scope: 'Local' },
    output: { Policies: [identity], IsTruncated: false },
  },
  {
    call: 'ListPolicies',
    shows: 'none under another path',
    input: { Scope: 'Local', PathPrefix: '/other/' },
    output: { Policies: [], IsTruncated: false },
  },
  {
    call: 'ListPolicies',
    shows: 'what is attached, whoever made it',
    input: { OnlyAttached: true },
    output: {
      Policies: [
        {
          ...identity,
          PolicyName: 'AdministratorAccess',
          PolicyId: 'ANPAIWMBCKSKIEE64ZLYK',
          Arn: ofAws,
          Path: '/',
          AttachmentCount: 1,
        },
      ],
      IsTruncated: false,
    },
  },
]

const versions: readonly Step[] = [
  {
    call: 'CreatePolicyVersion',
    shows: 'not the default unless asked',
    input: { PolicyArn, PolicyDocument: documents.listBucket },
    output: { PolicyVersion: version('v2', false) },
  },
  {
    call: 'CreatePolicyVersion',
    shows: 'the default',
    input: { PolicyArn, PolicyDocument: documents.listBucket, SetAsDefault: true },
    output: { PolicyVersion: version('v3', true) },
  },
  {
    call: 'ListPolicyVersions',
    shows: 'newest first, without documents',
    input: { PolicyArn },
    output: {
      Versions: [version('v3', true), version('v2', false), version('v1', false)],
      IsTruncated: false,
    },
  },
  {
    call: 'GetPolicyVersion',
    shows: 'with the document, percent-encoded',
    input: { PolicyArn, VersionId: 'v1' },
    output: {
      PolicyVersion: {
        ...version('v1', false),
        Document: encodeURIComponent(documents.readBucket).replaceAll('*', '%2A'),
      },
    },
  },
  { call: 'SetDefaultPolicyVersion', input: { PolicyArn, VersionId: 'v1' }, output: {} },
  {
    call: 'DeletePolicyVersion',
    input: { PolicyArn, VersionId: 'v1' },
    fault: ['DeleteConflict', 409, 'Cannot delete the default version of a policy.'],
  },
  {
    call: 'DeletePolicy',
    input: { PolicyArn },
    fault: [
      'DeleteConflict',
      409,
      "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
    ],
  },
  { call: 'DeletePolicyVersion', input: { PolicyArn, VersionId: 'v3' }, output: {} },
  {
    call: 'DeletePolicyVersion',
    input: { PolicyArn, VersionId: 'v3' },
    fault: noSuchVersion(PolicyArn, 'v3'),
  },
  { call: 'GetPolicyVersion', input: { PolicyArn, VersionId: 'v9' }, fault: noSuchVersion(PolicyArn, 'v9') },
  { call: 'GetPolicyVersion', input: { PolicyArn: none, VersionId: 'v1' }, fault: noSuchVersion(none, 'v1') },
  {
    call: 'SetDefaultPolicyVersion',
    input: { PolicyArn, VersionId: 'v9' },
    fault: noSuchVersion(PolicyArn, 'v9'),
  },
  {
    call: 'CreatePolicyVersion',
    shows: 'an id is never given twice',
    input: { PolicyArn, PolicyDocument: documents.listBucket },
    output: { PolicyVersion: version('v4', false) },
  },
  { call: 'CreatePolicyVersion', shows: 'v5', input: { PolicyArn, PolicyDocument: documents.listBucket } },
  { call: 'CreatePolicyVersion', shows: 'v6', input: { PolicyArn, PolicyDocument: documents.listBucket } },
  {
    call: 'CreatePolicyVersion',
    input: { PolicyArn, PolicyDocument: documents.listBucket },
    fault: [
      'LimitExceeded',
      409,
      'A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.',
    ],
  },
  ...['v2', 'v4', 'v5', 'v6'].map(
    (VersionId): Step => ({ call: 'DeletePolicyVersion', input: { PolicyArn, VersionId } }),
  ),
  { call: 'DeletePolicy', input: { PolicyArn }, output: {} },
  { call: 'GetPolicy', input: { PolicyArn }, fault: noSuchPolicy(PolicyArn) },
]

const refused: readonly Step[] = [
  { call: 'DeletePolicy', input: { PolicyArn: none }, fault: noSuchPolicy(none) },
  { call: 'ListPolicyVersions', input: { PolicyArn: none }, fault: noSuchPolicy(none) },
  {
    call: 'CreatePolicyVersion',
    input: { PolicyArn: none, PolicyDocument: documents.readBucket },
    fault: noSuchPolicy(none),
  },
  {
    call: 'GetPolicy',
    shows: 'a policy of another account is not there',
    input: { PolicyArn: 'arn:aws:iam::999999999999:policy/Read' },
    fault: noSuchPolicy('arn:aws:iam::999999999999:policy/Read'),
  },
  {
    call: 'GetPolicy',
    input: { PolicyArn: 'a-name-and-not-an-arn' },
    fault: ['ValidationError', 400, 'ARN a-name-and-not-an-arn is not valid.'],
  },
  {
    call: 'CreatePolicy',
    input: { PolicyName: 'broken', PolicyDocument: '{"Version":"2012-10-17"}' },
    fault: ['MalformedPolicyDocument', 400, 'Syntax errors in policy.'],
  },
  {
    call: 'CreatePolicy',
    input: {
      PolicyName: 'large',
      PolicyDocument: documents.readBucket.replace('shop', 'x'.repeat(6144)),
    },
    fault: ['LimitExceeded', 409, 'Cannot exceed quota for PolicySize: 6144'],
  },
]

/** Everybody may read AWS's policies and attach them, and nobody may change them. */
const managedByAws: readonly Step[] = [
  {
    call: 'GetPolicy',
    input: { PolicyArn: ofAws },
    output: {
      Policy: {
        ...identity,
        PolicyName: 'AdministratorAccess',
        PolicyId: 'ANPAIWMBCKSKIEE64ZLYK',
        Arn: ofAws,
        Path: '/',
        AttachmentCount: 1,
        Description: 'Provides full access to AWS services and resources.',
        Tags: [],
      },
    },
  },
  {
    call: 'ListPolicyVersions',
    input: { PolicyArn: ofAws },
    output: { Versions: [version('v1', true)], IsTruncated: false },
  },
  ...[
    { call: 'DeletePolicy' },
    { call: 'CreatePolicyVersion', input: { PolicyDocument: documents.readBucket } },
    { call: 'DeletePolicyVersion', input: { VersionId: 'v1' } },
    { call: 'SetDefaultPolicyVersion', input: { VersionId: 'v1' } },
    { call: 'TagPolicy', input: { Tags: [{ Key: 'a', Value: 'b' }] } },
    { call: 'UntagPolicy', input: { TagKeys: ['a'] } },
  ].map(
    ({ call, input }): Step => ({
      call,
      input: { PolicyArn: ofAws, ...input },
      fault: ['AccessDenied', 403, 'Policy is outside your own account.'],
    }),
  ),
]

describe('the life of a managed policy', () => steps(() => server, life))
describe('its versions', () => steps(() => server, versions))
describe('what is refused', () => steps(() => server, refused))
describe('policies of AWS', () => steps(() => server, managedByAws))
