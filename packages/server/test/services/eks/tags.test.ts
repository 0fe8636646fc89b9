import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCluster } from '../../kubernetes-api/cluster-access.ts'
import { type Credentials, startTestServer, type TestServer } from '../../start-test-server.ts'
import { account, assume, policy, trust } from '../sts/sts-calls.ts'
import { clusterConditions } from './cluster-conditions.data.ts'
import { makeRoles, type Step, send, steps } from './eks-steps.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await makeCluster(server, 'shop', { tags: { team: 'red' } })
  await makeRoles(server, {
    nodes: 'ec2.amazonaws.com',
    fargate: 'eks-fargate-pods.amazonaws.com',
    pods: 'pods.eks.amazonaws.com',
  })
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

const clusterName = 'shop'
const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`
const clusterArn = 'arn:aws:eks:us-east-1:111122223333:cluster/shop'

/** Something of each type that can have tags, and where its answer has its ARN. */
const resources: readonly (readonly [type: string, Step, arnOf: (output: never) => string])[] = [
  [
    'cluster',
    { call: 'DescribeCluster', input: { name: clusterName } },
    ({ cluster }: { cluster: { arn: string } }) => cluster.arn,
  ],
  [
    'addon',
    { call: 'CreateAddon', input: { clusterName, addonName: 'coredns' } },
    ({ addon }: { addon: { addonArn: string } }) => addon.addonArn,
  ],
  [
    'nodegroup',
    {
      call: 'CreateNodegroup',
      input: { clusterName, nodegroupName: 'workers', nodeRole: role('nodes'), subnets: ['subnet-1'] },
    },
    ({ nodegroup }: { nodegroup: { nodegroupArn: string } }) => nodegroup.nodegroupArn,
  ],
  [
    'fargateprofile',
    {
      call: 'CreateFargateProfile',
      input: {
        clusterName,
        fargateProfileName: 'batch',
        podExecutionRoleArn: role('fargate'),
        selectors: [{ namespace: 'batch' }],
      },
    },
    ({ fargateProfile }: { fargateProfile: { fargateProfileArn: string } }) =>
      fargateProfile.fargateProfileArn,
  ],
  [
    'podidentityassociation',
    {
      call: 'CreatePodIdentityAssociation',
      input: { clusterName, namespace: 'shop', serviceAccount: 'web', roleArn: role('pods') },
    },
    ({ association }: { association: { associationArn: string } }) => association.associationArn,
  ],
]

test.each(resources)('of a %s are set, listed and taken', async (_type, made, arnOf) => {
  const resourceArn = arnOf((await send(server, made)).output as never)
  const tags = async () =>
    (await send(server, { call: 'ListTagsForResource', input: { resourceArn } })).output
  const before = (await tags())?.['tags'] ?? {}
  await send(server, { call: 'TagResource', input: { resourceArn, tags: { a: '1', b: '' } } })
  await send(server, { call: 'TagResource', input: { resourceArn, tags: { a: '2' } } })
  expect(await tags()).toEqual({ tags: { ...before, a: '2', b: '' } })
  await send(server, { call: 'UntagResource', input: { resourceArn, tagKeys: ['a', 'none'] } })
  expect(await tags()).toEqual({ tags: { ...before, b: '' } })
})

test('of an identity provider config too, and they are told with it', async () => {
  const oidc = {
    identityProviderConfigName: 'people',
    issuerUrl: 'https://id.example',
    clientId: 'kubernetes',
  }
  await send(server, { call: 'AssociateIdentityProviderConfig', input: { clusterName, oidc } })
  const described = {
    call: 'DescribeIdentityProviderConfig',
    input: { clusterName, identityProviderConfig: { type: 'oidc', name: 'people' } },
  }
  const told = async () => (await send(server, described)).output?.['identityProviderConfig'].oidc
  const resourceArn = (await told()).identityProviderConfigArn
  await send(server, { call: 'TagResource', input: { resourceArn, tags: { a: '1' } } })
  expect((await told()).tags).toEqual({ a: '1' })
})

describe('are refused', () => {
  const tag = (resourceArn: string, tags: object = { a: '1' }): Step => ({
    call: 'TagResource',
    input: { resourceArn, tags },
  })
  const bad = (text: string) => ['BadRequestException', 400, text] as const
  const none = (arn: string): Step => ({
    ...tag(arn),
    fault: ['NotFoundException', 404, `Resource not found: ${arn}`],
  })
  steps(
    () => server,
    [
      { ...tag('shop'), fault: bad('Invalid ARN: shop') },
      { ...tag('arn:aws:s3:::bucket'), fault: bad('Invalid ARN: arn:aws:s3:::bucket') },
      none('arn:aws:eks:us-east-1:111122223333:cluster/none'),
      none('arn:aws:eks:us-east-1:111122223333:cluster/shop/x'),
      none('arn:aws:eks:eu-west-1:111122223333:cluster/shop'),
      none('arn:aws:eks:us-east-1:444455556666:cluster/shop'),
      none('arn:aws:eks:us-east-1:111122223333:addon/shop/coredns/00000000-0000-4000-8000-000000000000'),
      none('arn:aws:eks:us-east-1:111122223333:__proto__/shop'),
      {
        ...tag(clusterArn, { 'aws:x': '1' }),
        fault: bad('aws: prefixed tag key names are not allowed for external use.'),
      },
      {
        ...tag(clusterArn, { ['k'.repeat(129)]: '' }),
        fault: bad('A tag has a key or a value that no tag may have.'),
      },
      {
        ...tag(clusterArn, Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`k${at}`, '']))),
        fault: bad('A resource has at most 50 tags.'),
      },
    ],
  )
})

describe('decide what a caller may', () => {
  /** Credentials of a role that may do what a statement says. */
  async function callerWith(name: string, ...statements: readonly object[]): Promise<Credentials> {
    const client = server.client(IAMClient)
    await client.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: trust(account) }))
    const PolicyDocument = policy(...statements)
    await client.send(new PutRolePolicyCommand({ RoleName: name, PolicyName: 'this', PolicyDocument }))
    return assume(server, server.credentials, name)
  }
  const code = async (step: Step, credentials: Credentials) =>
    (await send(server, step, credentials)).fault?.[0] ?? 'ok'
  const Resource = '*'

  test('by tags of the cluster, of what is below it, and of the request', async () => {
    await makeCluster(server, 'blue', { tags: { team: 'blue' } })
    const red = { StringEquals: { 'aws:ResourceTag/team': 'red' } }
    const caller = await callerWith(
      'red',
      {
        Effect: 'Allow',
        Action: ['eks:UpdateClusterConfig', 'eks:CreateAddon', 'eks:DescribeAddon'],
        Resource,
        Condition: red,
      },
      {
        Effect: 'Allow',
        Action: 'eks:TagResource',
        Resource,
        Condition: {
          'ForAllValues:StringEquals': { 'aws:TagKeys': ['cost'] },
          Null: { 'aws:TagKeys': 'false' },
        },
      },
    )
    const update = (name: string): Step => ({
      call: 'UpdateClusterConfig',
      input: { name, deletionProtection: true },
    })
    expect(await code(update('shop'), caller)).toBe('ok')
    expect(await code(update('blue'), caller)).toBe('AccessDeniedException')
    const addon = (addonName: string, tags: object): Step => ({
      call: 'CreateAddon',
      input: { clusterName, addonName, tags },
    })
    await expect.poll(() => code(addon('vpc-cni', { team: 'red' }), caller)).toBe('ok')
    await send(server, addon('kube-proxy', { team: 'blue' }))
    const describe = (addonName: string): Step => ({
      call: 'DescribeAddon',
      input: { clusterName, addonName },
    })
    expect(await code(describe('vpc-cni'), caller)).toBe('ok')
    expect(await code(describe('kube-proxy'), caller)).toBe('AccessDeniedException')
    const tag = (tags: object): Step => ({ call: 'TagResource', input: { resourceArn: clusterArn, tags } })
    expect(await code(tag({ cost: '1' }), caller)).toBe('ok')
    expect(await code(tag({ team: 'blue' }), caller)).toBe('AccessDeniedException')
  })

  test.each(clusterConditions)('by %s of what a cluster asks for', async (key, value, asked, other) => {
    const name = key.replace(/\W/g, '-')
    const caller = await callerWith(
      name,
      {
        Effect: 'Allow',
        Action: 'eks:CreateCluster',
        Resource,
        Condition: { StringEquals: { [key]: value } },
      },
      {
        Effect: 'Allow',
        Action: 'iam:PassRole',
        Resource: role('eks'),
        Condition: { StringEquals: { 'iam:PassedToService': 'eks.amazonaws.com' } },
      },
    )
    const create = (suffix: string, more: object): Step => ({
      call: 'CreateCluster',
      input: {
        name: `${name}-${suffix}`.slice(0, 100),
        roleArn: role('eks'),
        resourcesVpcConfig: {},
        ...more,
      },
    })
    expect(await code(create('not', other), caller)).toBe('AccessDeniedException')
    expect(await code(create('yes', asked), caller)).toBe('ok')
  })

  test('roles are passed by who may pass them', async () => {
    const caller = await callerWith('builder', { Effect: 'Allow', Action: 'eks:*', Resource })
    const steps: Step[] = [
      {
        call: 'CreateNodegroup',
        input: { clusterName, nodegroupName: 'more', nodeRole: role('nodes'), subnets: ['subnet-1'] },
      },
      {
        call: 'CreateFargateProfile',
        input: {
          clusterName,
          fargateProfileName: 'more',
          podExecutionRoleArn: role('fargate'),
          selectors: [],
        },
      },
      {
        call: 'CreateAddon',
        input: { clusterName, addonName: 'aws-ebs-csi-driver', serviceAccountRoleArn: role('nodes') },
      },
      {
        call: 'UpdateAddon',
        input: { clusterName, addonName: 'coredns', serviceAccountRoleArn: role('nodes') },
      },
      {
        call: 'UpdateAddon',
        input: {
          clusterName,
          addonName: 'coredns',
          podIdentityAssociations: [{ serviceAccount: 'coredns', roleArn: role('nodes') }],
        },
      },
    ]
    for (const step of steps) {
      const { fault } = await send(server, step, caller)
      expect(fault?.[2], step.call).toMatch(
        /is not authorized to perform: iam:PassRole on resource: arn:aws:iam::111122223333:role\//,
      )
    }
  })
})
