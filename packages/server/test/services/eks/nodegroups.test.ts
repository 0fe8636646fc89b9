import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestServer } from '../../start-test-server.ts'
import { eksAnswers } from './eks-answers.ts'
import { type Step, send, steps } from './eks-steps.ts'
import { startShop } from './start-shop.ts'

const { arn, inUse, invalid, missing, role } = eksAnswers
const clusterName = 'shop'
let server: TestServer
beforeAll(async () => {
  server = await startShop()
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

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

test('of two that make the same at once, one is told that it is there', async () => {
  const input = { clusterName, nodegroupName: 'race', nodeRole: role('nodes'), subnets: ['subnet-1'] }
  const sent = await Promise.all([1, 2, 3].map(() => send(server, { call: 'CreateNodegroup', input })))
  expect(sent.filter(({ output }) => output)).toHaveLength(1)
})
