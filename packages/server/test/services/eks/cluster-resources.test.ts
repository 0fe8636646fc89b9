import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCluster } from '../../kubernetes-api/cluster-access.ts'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { makeRoles, type Step, send, steps } from './eks-steps.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await makeRoles(server, {
    nodes: 'ec2.amazonaws.com',
    fargate: 'eks-fargate-pods.amazonaws.com',
    other: 'lambda.amazonaws.com',
  })
  await makeCluster(server, 'shop', {
    version: '1.33',
    resourcesVpcConfig: { subnetIds: ['subnet-1', 'subnet-2'] },
  })
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

const clusterName = 'shop'
const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`
const arn = (resource: string) =>
  expect.stringMatching(`^arn:aws:eks:us-east-1:111122223333:${resource}/[0-9a-f-]{36}$`)
const invalid = (text: string) => ['InvalidParameterException', 400, text] as const
const missing = (text: string) => ['ResourceNotFoundException', 404, text] as const
const inUse = (text: string) => ['ResourceInUseException', 409, text] as const

describe('node groups', () => {
  const nodegroupName = 'workers'
  const input = { clusterName, nodegroupName, nodeRole: role('nodes'), subnets: ['subnet-1'] }
  const create = (more: object): Step => ({
    call: 'CreateNodegroup',
    input: { ...input, nodegroupName: 'refused', ...more },
  })
  const nodegroup = {
    nodegroupName,
    nodegroupArn: arn('nodegroup/shop/workers'),
    clusterName,
    version: '1.33',
    capacityType: 'ON_DEMAND',
    scalingConfig: { minSize: 1, maxSize: 2, desiredSize: 2 },
    instanceTypes: ['t3.medium'],
    subnets: ['subnet-1'],
    amiType: 'AL2023_x86_64_STANDARD',
    nodeRole: role('nodes'),
    labels: {},
    resources: { autoScalingGroups: [] },
    diskSize: 20,
    health: { issues: [] },
    updateConfig: { maxUnavailable: 1 },
    tags: { team: 'red' },
  }
  const active: Step = {
    call: 'DescribeNodegroup',
    input: { clusterName, nodegroupName },
    output: { nodegroup: { status: 'ACTIVE' } },
    isWaitedFor: true,
  }
  const update = (call: string, more: object): Step => ({
    call,
    input: { clusterName, nodegroupName, ...more },
  })
  const taint = (key: string, value: string) => ({ key, value, effect: 'NO_SCHEDULE' })
  steps(
    () => server,
    [
      {
        call: 'CreateNodegroup',
        input: { ...input, tags: { team: 'red' } },
        output: { nodegroup: { ...nodegroup, status: 'CREATING' } },
      },
      { ...active, output: { nodegroup: { ...nodegroup, status: 'ACTIVE' } } },
      { call: 'ListNodegroups', input: { clusterName }, output: { nodegroups: ['workers'] } },
      {
        call: 'CreateNodegroup',
        input,
        fault: inUse('NodeGroup already exists with name workers and cluster name shop'),
      },
      {
        ...create({ nodeRole: role('other') }),
        fault: invalid(
          `Following required service principals [ec2.amazonaws.com] were not found in the trust relationships of nodeRole ${role('other')}`,
        ),
      },
      {
        ...create({ nodeRole: role('none') }),
        fault: invalid(`The role with ARN ${role('none')} cannot be found.`),
      },
      {
        ...create({ scalingConfig: { minSize: 3, maxSize: 5, desiredSize: 2 } }),
        fault: invalid("Minimum capacity 3 can't be greater than desired size 2"),
      },
      {
        ...create({ scalingConfig: { minSize: 1, maxSize: 2, desiredSize: 3 } }),
        fault: invalid("desired capacity 3 can't be greater than max size 2"),
      },
      { ...create({ subnets: [] }), fault: invalid('Subnets cannot be empty.') },
      {
        ...create({ version: '1.32' }),
        fault: invalid('Requested Nodegroup version 1.32 is not the version of the cluster, 1.33.'),
      },
      {
        ...create({ launchTemplate: { id: 'lt-1' }, diskSize: 20 }),
        fault: invalid('Disk size must be specified within the launch template.'),
      },
      {
        ...create({ launchTemplate: { id: 'lt-1' }, remoteAccess: { ec2SshKey: 'key' } }),
        fault: invalid('Remote access configuration cannot be specified with a launch template.'),
      },
      {
        ...create({ launchTemplate: { id: 'lt-1', name: 'one' } }),
        fault: invalid('You must specify either the launch template ID or the launch template name.'),
      },
      {
        ...create({ updateConfig: { maxUnavailable: 1, maxUnavailablePercentage: 5 } }),
        fault: invalid(
          'Only one of maxUnavailable and maxUnavailablePercentage can be given in updateConfig.',
        ),
      },
      { ...create({ clusterName: 'none' }), fault: missing('No cluster found for name: none.') },
      {
        ...update('UpdateNodegroupConfig', {
          labels: { addOrUpdateLabels: { tier: 'web', gone: 'x' } },
          taints: { addOrUpdateTaints: [taint('a', '1'), taint('b', '1')] },
          scalingConfig: { minSize: 2, maxSize: 4, desiredSize: 3 },
        }),
        output: {
          update: {
            type: 'ConfigUpdate',
            status: 'InProgress',
            params: [
              { type: 'LabelsToAdd', value: '{"tier":"web","gone":"x"}' },
              { type: 'TaintsToAdd', value: JSON.stringify([taint('a', '1'), taint('b', '1')]) },
              { type: 'MinSize', value: '2' },
              { type: 'MaxSize', value: '4' },
              { type: 'DesiredSize', value: '3' },
            ],
          },
        },
      },
      active,
      update('UpdateNodegroupConfig', {
        labels: { removeLabels: ['gone'] },
        taints: { addOrUpdateTaints: [taint('a', '2')], removeTaints: [taint('b', '1')] },
      }),
      {
        ...active,
        output: {
          nodegroup: {
            status: 'ACTIVE',
            labels: { tier: 'web' },
            taints: [taint('a', '2')],
            scalingConfig: { minSize: 2, maxSize: 4, desiredSize: 3 },
          },
        },
      },
      {
        ...update('UpdateNodegroupConfig', {}),
        fault: invalid('No changes needed for the node group config provided'),
      },
      {
        ...update('UpdateNodegroupVersion', { version: '1.34' }),
        fault: invalid('Unsupported Kubernetes minor version update from 1.33 to 1.34'),
      },
      {
        ...update('UpdateNodegroupVersion', { launchTemplate: { id: 'lt-1' } }),
        fault: invalid('You cannot specify a launch template other than that of the node group.'),
      },
      {
        ...update('UpdateNodegroupVersion', { releaseVersion: '1.33.1-20250101' }),
        output: {
          update: {
            type: 'VersionUpdate',
            params: [
              { type: 'Version', value: '1.33' },
              { type: 'ReleaseVersion', value: '1.33.1-20250101' },
            ],
          },
        },
      },
      active,
    ],
  )

  test('have updates of their own', async () => {
    const asked = { call: 'ListUpdates', input: { name: clusterName, nodegroupName } }
    expect((await send(server, asked)).output?.['updateIds']).toHaveLength(3)
    const ofCluster = await send(server, { call: 'ListUpdates', input: { name: clusterName } })
    expect(ofCluster.output?.['updateIds']).toEqual([])
  })

  steps(
    () => server,
    [
      {
        call: 'DeleteCluster',
        input: { name: clusterName },
        fault: inUse('Cluster has nodegroups attached'),
      },
      {
        call: 'DeleteNodegroup',
        input: { clusterName, nodegroupName },
        output: { nodegroup: { nodegroupName, status: 'DELETING' } },
      },
      {
        call: 'DeleteNodegroup',
        shows: 'of none',
        input: { clusterName, nodegroupName },
        fault: missing('No node group found for name: workers.'),
      },
      { call: 'ListNodegroups', shows: 'none', input: { clusterName }, output: { nodegroups: [] } },
    ],
  )
})

describe('Fargate profiles', () => {
  const fargateProfileName = 'batch'
  const podExecutionRoleArn = role('fargate')
  const selectors = [{ namespace: 'batch', labels: { app: 'x' } }]
  const create = (more: object): Step => ({
    call: 'CreateFargateProfile',
    input: { clusterName, fargateProfileName: 'refused', podExecutionRoleArn, selectors, ...more },
  })
  const labels = Object.fromEntries(Array.from({ length: 6 }, (_, at) => [`k${at}`, 'v']))
  const fargateProfile = {
    fargateProfileName,
    fargateProfileArn: arn('fargateprofile/shop/batch'),
    clusterName,
    podExecutionRoleArn,
    subnets: ['subnet-1', 'subnet-2'],
    selectors,
    tags: {},
    health: { issues: [] },
  }
  steps(
    () => server,
    [
      {
        ...create({ fargateProfileName }),
        output: { fargateProfile: { ...fargateProfile, status: 'CREATING' } },
      },
      {
        call: 'DescribeFargateProfile',
        input: { clusterName, fargateProfileName },
        output: { fargateProfile: { ...fargateProfile, status: 'ACTIVE' } },
        isWaitedFor: true,
      },
      { call: 'ListFargateProfiles', input: { clusterName }, output: { fargateProfileNames: ['batch'] } },
      {
        ...create({ fargateProfileName }),
        shows: 'twice',
        fault: inUse('A Fargate Profile already exists with this name in this cluster.'),
      },
      { ...create({ selectors: [] }), fault: invalid('Fargate Profile requires at least one selector.') },
      {
        ...create({ selectors: [{ labels: {} }] }),
        fault: invalid('Fargate Profile must have at least one selector with at least one namespace value.'),
      },
      {
        ...create({ selectors: [{ namespace: 'x', labels }] }),
        fault: invalid('Request contains Selector with more than 5 Label pairs'),
      },
      {
        ...create({ podExecutionRoleArn: role('nodes') }),
        fault: invalid(
          'Misconfigured PodExecutionRole Trust Policy; Please add the eks-fargate-pods.amazonaws.com Service Principal',
        ),
      },
      {
        call: 'DeleteCluster',
        input: { name: clusterName },
        fault: inUse('Cluster has Fargate profiles attached'),
      },
      {
        call: 'DeleteFargateProfile',
        input: { clusterName, fargateProfileName },
        output: { fargateProfile: { status: 'DELETING' } },
      },
      {
        call: 'DescribeFargateProfile',
        input: { clusterName, fargateProfileName },
        fault: missing('No Fargate Profile found with name: batch.'),
      },
    ],
  )
})

describe('identity provider configs', () => {
  const oidc = {
    identityProviderConfigName: 'people',
    issuerUrl: 'https://id.example',
    clientId: 'kubernetes',
  }
  const identityProviderConfig = { type: 'oidc', name: 'people' }
  const associate = (more: object, tags?: object): Step => ({
    call: 'AssociateIdentityProviderConfig',
    input: { clusterName, oidc: { ...oidc, ...more }, ...(tags ? { tags } : {}) },
  })
  const params = [{ type: 'IdentityProviderConfig', value: '[{"type":"oidc","name":"people"}]' }]
  steps(
    () => server,
    [
      {
        ...associate({ issuerUrl: 'http://id.example' }),
        fault: invalid('issuerUrl must be a valid https URL.'),
      },
      {
        ...associate({}, { team: 'red' }),
        output: {
          update: { type: 'AssociateIdentityProviderConfig', status: 'InProgress', params },
          tags: { team: 'red' },
        },
      },
      {
        call: 'DescribeIdentityProviderConfig',
        input: { clusterName, identityProviderConfig },
        output: {
          identityProviderConfig: {
            oidc: {
              ...oidc,
              identityProviderConfigArn: arn('identityproviderconfig/shop/oidc/people'),
              status: 'ACTIVE',
              tags: { team: 'red' },
            },
          },
        },
        isWaitedFor: true,
      },
      {
        call: 'ListIdentityProviderConfigs',
        input: { clusterName },
        output: { identityProviderConfigs: [identityProviderConfig] },
      },
      {
        ...associate({}),
        shows: 'twice',
        fault: inUse('Identity provider config already exists with name: people'),
      },
      {
        ...associate({ identityProviderConfigName: 'second' }),
        fault: [
          'ResourceLimitExceededException',
          400,
          'A cluster can have only one OIDC identity provider config.',
        ],
      },
      {
        call: 'DisassociateIdentityProviderConfig',
        input: { clusterName, identityProviderConfig },
        output: { update: { type: 'DisassociateIdentityProviderConfig', params } },
      },
      {
        call: 'DescribeIdentityProviderConfig',
        input: { clusterName, identityProviderConfig },
        fault: missing('No identity provider config found for name: people.'),
      },
    ],
  )
})

test('names are listed in pages', async () => {
  const names = ['b', 'a', 'c-1', 'B']
  for (const nodegroupName of names) {
    const input = { clusterName, nodegroupName, nodeRole: role('nodes'), subnets: ['subnet-1'] }
    expect((await send(server, { call: 'CreateNodegroup', input })).fault).toBeUndefined()
  }
  const list = async (more: object) =>
    (await send(server, { call: 'ListNodegroups', input: { clusterName, maxResults: 3, ...more } })).output
  const first = await list({})
  expect(first?.['nodegroups']).toEqual(['B', 'a', 'b'])
  expect(await list({ nextToken: first?.['nextToken'] })).toEqual({ nodegroups: ['c-1'] })
  const { fault } = await send(server, { call: 'ListNodegroups', input: { clusterName, nextToken: '!' } })
  expect(fault).toEqual(invalid('Invalid nextToken.'))
})

test('a cluster made anew has nothing of the one before', async () => {
  await makeCluster(server, 'mortal')
  const addon = { clusterName: 'mortal', addonName: 'coredns' }
  expect((await send(server, { call: 'CreateAddon', input: addon })).fault).toBeUndefined()
  await send(server, { call: 'DeleteCluster', input: { name: 'mortal' } })
  await makeCluster(server, 'mortal')
  const { output } = await send(server, { call: 'ListAddons', input: { clusterName: 'mortal' } })
  expect(output?.['addons']).toEqual([])
  const updates = await send(server, { call: 'ListUpdates', input: { name: 'mortal' } })
  expect(updates.output?.['updateIds']).toEqual([])
})

test('of two that make the same at once, one is told that it is there', async () => {
  const input = { clusterName, nodegroupName: 'race', nodeRole: role('nodes'), subnets: ['subnet-1'] }
  const sent = await Promise.all([1, 2, 3].map(() => send(server, { call: 'CreateNodegroup', input })))
  expect(sent.filter(({ output }) => output)).toHaveLength(1)
})

describe('a connected cluster has none of this', () => {
  const refused = [
    'InvalidRequestException',
    400,
    'The cluster elsewhere is a connected cluster, which has none of this here.',
  ] as const
  const of = (call: string, more: object): Step => ({ call, input: more, fault: refused })
  const elsewhere = { clusterName: 'elsewhere' }
  steps(
    () => server,
    [
      {
        call: 'RegisterCluster',
        input: { name: 'elsewhere', connectorConfig: { roleArn: role('nodes'), provider: 'OTHER' } },
        output: { cluster: { status: 'PENDING' } },
      },
      of('UpdateClusterConfig', { name: 'elsewhere', deletionProtection: true }),
      of('UpdateClusterVersion', { name: 'elsewhere', version: '1.34' }),
      of('CreateAddon', { ...elsewhere, addonName: 'coredns' }),
      of('CreateNodegroup', {
        ...elsewhere,
        nodegroupName: 'x',
        nodeRole: role('nodes'),
        subnets: ['subnet-1'],
      }),
      {
        call: 'ListNodegroups',
        shows: 'of a connected cluster',
        input: elsewhere,
        output: { nodegroups: [] },
      },
    ],
  )
})
