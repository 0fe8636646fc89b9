import {
  CreateClusterCommand,
  DeleteClusterCommand,
  EKSClient,
  waitUntilClusterActive,
} from '@aws-sdk/client-eks'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { documents } from './documents.ts'
import { type Step, send, steps } from './iam-steps.ts'
import { shapes } from './shapes.ts'

const account = '111122223333'
const arn = (resource: string) => `arn:aws:iam::${account}:${resource}`
const name = 'AWSServiceRoleForAmazonEKS'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const trust = (service: string) =>
  `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"${service}"},"Action":"sts:AssumeRole"}]}`
const role = (service: string, RoleName: string) => ({
  Path: `/aws-service-role/${service}/`,
  RoleName,
  RoleId: shapes.id('AROA'),
  Arn: arn(`role/aws-service-role/${service}/${RoleName}`),
  CreateDate: shapes.date,
  AssumeRolePolicyDocument: encodeURIComponent(trust(service)),
})
const isProtected = [
  'UnmodifiableEntity',
  400,
  `Cannot perform the operation on the protected role '${name}' - this role is only modifiable by AWS`,
] as const

const made: readonly Step[] = [
  {
    call: 'CreateServiceLinkedRole',
    input: { AWSServiceName: 'eks.amazonaws.com', Description: 'Runs clusters' },
    output: { Role: { ...role('eks.amazonaws.com', name), Description: 'Runs clusters' } },
  },
  {
    call: 'CreateServiceLinkedRole',
    input: { AWSServiceName: 'eks.amazonaws.com' },
    fault: [
      'InvalidInput',
      400,
      `Service role name ${name} has been taken in this account, please try a different suffix.`,
    ],
  },
  {
    call: 'CreateServiceLinkedRole',
    shows: 'the role of node groups',
    input: { AWSServiceName: 'eks-nodegroup.amazonaws.com' },
    output: { Role: role('eks-nodegroup.amazonaws.com', 'AWSServiceRoleForAmazonEKSNodegroup') },
  },
  {
    call: 'CreateServiceLinkedRole',
    shows: 'with a suffix',
    input: { AWSServiceName: 'autoscaling.amazonaws.com', CustomSuffix: 'shop' },
    output: { Role: role('autoscaling.amazonaws.com', 'AWSServiceRoleForAutoScaling_shop') },
  },
  {
    call: 'CreateServiceLinkedRole',
    input: { AWSServiceName: 'eks.amazonaws.com', CustomSuffix: 'shop' },
    fault: ['InvalidInput', 400, 'Custom suffix is not allowed for eks.amazonaws.com'],
  },
  {
    call: 'CreateServiceLinkedRole',
    shows: 'a name that is too long',
    input: { AWSServiceName: 'autoscaling.amazonaws.com', CustomSuffix: 'x'.repeat(40) },
    fault: [
      'InvalidInput',
      400,
      `Role name AWSServiceRoleForAutoScaling_${'x'.repeat(40)} is longer than 64 characters.`,
    ],
  },
  ...['nothing.amazonaws.com', '__proto__', 'EKS.amazonaws.com'].map(
    (AWSServiceName): Step => ({
      call: 'CreateServiceLinkedRole',
      input: { AWSServiceName },
      fault: ['InvalidInput', 400, `Service-linked roles of ${AWSServiceName} are not supported.`],
    }),
  ),
  {
    call: 'CreateRole',
    shows: 'nobody makes one by hand',
    input: {
      RoleName: 'AWSServiceRoleForX',
      Path: '/aws-service-role/eks.amazonaws.com/',
      AssumeRolePolicyDocument: documents.trustEc2,
    },
    fault: ['InvalidInput', 400, 'The specified path is reserved for AWS.'],
  },
]

const policy = 'arn:aws:iam::aws:policy/AdministratorAccess'
const kept: readonly Step[] = [
  { call: 'CreateInstanceProfile', input: { InstanceProfileName: 'p' } },
  ...[
    { call: 'AddRoleToInstanceProfile', input: { InstanceProfileName: 'p' } },
    { call: 'AttachRolePolicy', input: { PolicyArn: policy } },
    { call: 'DeleteRole' },
    { call: 'DeleteRolePermissionsBoundary' },
    { call: 'DeleteRolePolicy', input: { PolicyName: 'i' } },
    { call: 'DetachRolePolicy', input: { PolicyArn: policy } },
    { call: 'PutRolePermissionsBoundary', input: { PermissionsBoundary: policy } },
    { call: 'PutRolePolicy', input: { PolicyName: 'i', PolicyDocument: documents.readBucket } },
    { call: 'RemoveRoleFromInstanceProfile', input: { InstanceProfileName: 'p' } },
    { call: 'UpdateAssumeRolePolicy', input: { PolicyDocument: documents.trustEc2 } },
    { call: 'UpdateRole', input: { MaxSessionDuration: 7200 } },
  ].map((step): Step => ({ ...step, input: { RoleName: name, ...step.input }, fault: isProtected })),
  {
    call: 'UpdateRole',
    shows: 'the description is free',
    input: { RoleName: name, Description: 'Ours' },
    output: {},
  },
  {
    call: 'TagRole',
    shows: 'tags are free',
    input: { RoleName: name, Tags: [{ Key: 'team', Value: 'shop' }] },
    output: {},
  },
  {
    call: 'GetRole',
    shows: 'nothing else was changed',
    input: { RoleName: name },
    output: {
      Role: {
        ...role('eks.amazonaws.com', name),
        Description: 'Ours',
        MaxSessionDuration: 3600,
        RoleLastUsed: {},
        Tags: [{ Key: 'team', Value: 'shop' }],
      },
    },
  },
]

const refusedDeletions: readonly Step[] = [
  { call: 'CreateRole', input: { RoleName: 'ours', AssumeRolePolicyDocument: documents.trustEc2 } },
  {
    call: 'DeleteServiceLinkedRole',
    shows: 'a role that is not linked to a service',
    input: { RoleName: 'ours' },
    fault: ['NoSuchEntity', 404, 'The role with name ours cannot be found.'],
  },
  {
    call: 'GetServiceLinkedRoleDeletionStatus',
    input: { DeletionTaskId: 'nothing' },
    fault: ['InvalidInput', 400, 'Deletion task id nothing is not valid.'],
  },
  {
    call: 'GetServiceLinkedRoleDeletionStatus',
    input: {
      DeletionTaskId: `task/aws-service-role/eks.amazonaws.com/${name}/00000000-0000-4000-8000-000000000000`,
    },
    fault: [
      'NoSuchEntity',
      404,
      `Deletion task task/aws-service-role/eks.amazonaws.com/${name}/00000000-0000-4000-8000-000000000000 cannot be found.`,
    ],
  },
]

const policies = (RoleName: string, ...names: string[]): Step => ({
  call: 'ListAttachedRolePolicies',
  shows: `${RoleName} has ${names.join(' ') || 'none'}`,
  input: { RoleName },
  output: {
    AttachedPolicies: names.map((PolicyName) => ({
      PolicyName,
      PolicyArn: `arn:aws:iam::aws:policy/aws-service-role/${PolicyName}`,
    })),
    IsTruncated: false,
  },
})
/** Those whose policies come with Rolecall; what else a service would do here nobody does. */
const granted: readonly Step[] = [
  policies(name, 'AmazonEKSServiceRolePolicy'),
  policies('AWSServiceRoleForAmazonEKSNodegroup', 'AWSServiceRoleForAmazonEKSNodegroup'),
  policies('AWSServiceRoleForAutoScaling_shop', 'AutoScalingServiceRolePolicy'),
]
const holders = (...PolicyRoles: object[]): Step => ({
  call: 'ListEntitiesForPolicy',
  shows: PolicyRoles.length === 0 ? 'nobody' : 'the role',
  input: { PolicyArn: 'arn:aws:iam::aws:policy/aws-service-role/AmazonEKSServiceRolePolicy' },
  output: { PolicyGroups: [], PolicyUsers: [], PolicyRoles, IsTruncated: false },
})

describe('making service-linked roles', () => steps(() => server, made))
describe('a service-linked role has the policy of its service', () => steps(() => server, granted))
describe('a service-linked role is only modifiable by AWS', () => steps(() => server, kept))
describe('what is not deleted', () => steps(() => server, refusedDeletions))

describe('deleting a service-linked role', () => {
  const remove = async () => {
    const { output } = await send(server, { call: 'DeleteServiceLinkedRole', input: { RoleName: name } })
    expect(output?.['DeletionTaskId']).toMatch(
      new RegExp(`^task/aws-service-role/eks.amazonaws.com/${name}/[0-9a-f-]{36}$`),
    )
    const status = await send(server, {
      call: 'GetServiceLinkedRoleDeletionStatus',
      input: { DeletionTaskId: output?.['DeletionTaskId'] },
    })
    return status.output
  }

  steps(() => server, [holders({ RoleName: name, RoleId: shapes.id('AROA') })])

  test('fails while its service needs it, and says what does', async () => {
    const eks = server.client(EKSClient)
    await eks.send(
      new CreateClusterCommand({ name: 'shop', roleArn: arn('role/ours'), resourcesVpcConfig: {} }),
    )
    const status = await remove()
    expect(status).toMatchObject({
      Status: 'FAILED',
      Reason: {
        RoleUsageList: [
          { Region: 'us-east-1', Resources: [`arn:aws:eks:us-east-1:${account}:cluster/shop`] },
        ],
      },
    })
    expect((await send(server, { call: 'GetRole', input: { RoleName: name } })).fault).toBeUndefined()
    await waitUntilClusterActive({ client: eks, minDelay: 0.05, maxWaitTime: 30 }, { name: 'shop' })
    await eks.send(new DeleteClusterCommand({ name: 'shop' }))
  })

  test('takes it away once nothing does', async () => {
    expect(await remove()).toEqual({ Status: 'SUCCEEDED' })
    const { fault } = await send(server, { call: 'GetRole', input: { RoleName: name } })
    expect(fault).toEqual(['NoSuchEntity', 404, `The role with name ${name} cannot be found.`])
  })

  steps(() => server, [holders()])
})
