import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { documents } from './documents.ts'
import { send } from './iam-steps.ts'
import { shapes } from './shapes.ts'

const account = '111122223333'
const arn = (resource: string) => `arn:aws:iam::${account}:${resource}`
const administrator = 'arn:aws:iam::aws:policy/AdministratorAccess'
/** As IAM encodes it. */
const encoded = (document: string) => encodeURIComponent(document).replaceAll('*', '%2A')

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  const PolicyDocument = documents.readBucket
  const inlined = { PolicyName: 'i', PolicyDocument }
  const PolicyArn = arn('policy/team/P')
  for (const [call, input] of [
    ['CreatePolicy', { PolicyName: 'P', Path: '/team/', Description: 'Reads', PolicyDocument }],
    ['CreatePolicyVersion', { PolicyArn, PolicyDocument: documents.listBucket, SetAsDefault: true }],
    ['CreateGroup', { GroupName: 'G' }],
    ['PutGroupPolicy', { GroupName: 'G', ...inlined }],
    ['AttachGroupPolicy', { GroupName: 'G', PolicyArn }],
    ['CreateUser', { UserName: 'Ann', PermissionsBoundary: administrator, Tags: tags }],
    ['PutUserPolicy', { UserName: 'Ann', ...inlined }],
    ['AttachUserPolicy', { UserName: 'Ann', PolicyArn }],
    ['AddUserToGroup', { UserName: 'Ann', GroupName: 'G' }],
    [
      'CreateRole',
      {
        RoleName: 'R',
        AssumeRolePolicyDocument: documents.trustEc2,
        PermissionsBoundary: administrator,
        Tags: tags,
        Description: 'not told',
      },
    ],
    ['PutRolePolicy', { RoleName: 'R', ...inlined }],
    ['AttachRolePolicy', { RoleName: 'R', PolicyArn }],
    ['CreateInstanceProfile', { InstanceProfileName: 'N' }],
    ['AddRoleToInstanceProfile', { InstanceProfileName: 'N', RoleName: 'R' }],
  ] as const) {
    expect((await send(server, { call, input })).fault).toBeUndefined()
  }
})
afterAll(() => server.close())

const tags = [{ Key: 'team', Value: 'shop' }]
const boundary = {
  PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: administrator },
}
const inline = [{ PolicyName: 'i', PolicyDocument: encoded(documents.readBucket) }]
const attached = [{ PolicyName: 'P', PolicyArn: arn('policy/team/P') }]
const role = {
  Path: '/',
  RoleName: 'R',
  RoleId: shapes.id('AROA'),
  Arn: arn('role/R'),
  CreateDate: shapes.date,
  AssumeRolePolicyDocument: encoded(documents.trustEc2),
}
const version = (VersionId: string, IsDefaultVersion: boolean, document: string) => ({
  VersionId,
  IsDefaultVersion,
  CreateDate: shapes.date,
  Document: encoded(document),
})

const details = {
  UserDetailList: [
    {
      Path: '/',
      UserName: 'administrator',
      UserId: shapes.id('AIDA'),
      Arn: arn('user/administrator'),
      CreateDate: shapes.date,
      GroupList: [],
      AttachedManagedPolicies: [{ PolicyName: 'AdministratorAccess', PolicyArn: administrator }],
      Tags: [],
    },
    {
      Path: '/',
      UserName: 'Ann',
      UserId: shapes.id('AIDA'),
      Arn: arn('user/Ann'),
      CreateDate: shapes.date,
      UserPolicyList: inline,
      GroupList: ['G'],
      AttachedManagedPolicies: attached,
      ...boundary,
      Tags: tags,
    },
  ],
  GroupDetailList: [
    {
      Path: '/',
      GroupName: 'G',
      GroupId: expect.stringMatching(/^AGPA/),
      Arn: arn('group/G'),
      CreateDate: shapes.date,
      GroupPolicyList: inline,
      AttachedManagedPolicies: attached,
    },
  ],
  RoleDetailList: [
    {
      ...role,
      InstanceProfileList: [
        {
          Path: '/',
          InstanceProfileName: 'N',
          InstanceProfileId: shapes.id('AIPA'),
          Arn: arn('instance-profile/N'),
          CreateDate: shapes.date,
          Roles: [role],
        },
      ],
      RolePolicyList: inline,
      AttachedManagedPolicies: attached,
      ...boundary,
      Tags: tags,
      RoleLastUsed: {},
    },
  ],
  Policies: [
    {
      PolicyName: 'P',
      PolicyId: shapes.id('ANPA'),
      Arn: arn('policy/team/P'),
      Path: '/team/',
      DefaultVersionId: 'v2',
      AttachmentCount: 3,
      PermissionsBoundaryUsageCount: 0,
      IsAttachable: true,
      Description: 'Reads',
      CreateDate: shapes.date,
      UpdateDate: shapes.date,
      PolicyVersionList: [
        version('v2', true, documents.listBucket),
        version('v1', false, documents.readBucket),
      ],
    },
    expect.objectContaining({
      Arn: administrator,
      AttachmentCount: 1,
      PermissionsBoundaryUsageCount: 2,
      PolicyVersionList: [expect.objectContaining({ IsDefaultVersion: true })],
    }),
  ],
}

test('all is told with every document', async () => {
  const { output } = await send(server, { call: 'GetAccountAuthorizationDetails' })
  expect(output).toEqual({ ...details, IsTruncated: false })
})

const none = { UserDetailList: [], GroupDetailList: [], RoleDetailList: [], Policies: [] }
const only = [
  ['User', { UserDetailList: details.UserDetailList }],
  ['Group', { GroupDetailList: details.GroupDetailList }],
  ['Role', { RoleDetailList: details.RoleDetailList }],
  ['LocalManagedPolicy', { Policies: details.Policies.slice(0, 1) }],
  ['AWSManagedPolicy', { Policies: details.Policies.slice(1) }],
] as const
for (const [filter, told] of only) {
  test(`Filter ${filter}`, async () => {
    const input = { Filter: [filter] }
    const { output } = await send(server, { call: 'GetAccountAuthorizationDetails', input })
    expect(output).toEqual({ ...none, ...told, IsTruncated: false })
  })
}

test.each([1, 2, 3])('pages of %i run over all kinds, one after another', async (MaxItems) => {
  const names: unknown[] = []
  let Marker: unknown
  do {
    const input = { MaxItems, Marker }
    const { output = {} } = await send(server, { call: 'GetAccountAuthorizationDetails', input })
    const items = Object.keys(none).flatMap((list) => output[list] as Record<string, unknown>[])
    expect(items.length).toBeLessThanOrEqual(MaxItems)
    names.push(...items.map((one) => one['Arn']))
    Marker = output['Marker']
  } while (Marker !== undefined)
  expect(names).toEqual([
    arn('user/administrator'),
    arn('user/Ann'),
    arn('group/G'),
    arn('role/R'),
    arn('policy/team/P'),
    administrator,
  ])
})

test('a filter that is none is refused', async () => {
  const input = { Filter: ['Robot'] }
  const { fault } = await send(server, { call: 'GetAccountAuthorizationDetails', input })
  expect(fault?.slice(0, 2)).toEqual(['ValidationError', 400])
})
