import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCluster } from '../../kubernetes-api/cluster-access.ts'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { type Step, send, steps } from './eks-steps.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await makeCluster(server, 'shop', { version: '1.33' })
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

const keyArn = 'arn:aws:kms:us-east-1:111122223333:key/1'
const active: Step = {
  call: 'DescribeCluster',
  shows: 'the cluster is ACTIVE again',
  input: { name: 'shop' },
  output: { cluster: { status: 'ACTIVE' } },
  isWaitedFor: true,
}
const config = (input: object): Step => ({ call: 'UpdateClusterConfig', input: { name: 'shop', ...input } })
const changes = (
  input: object,
  type: string,
  params: readonly (readonly [string, string])[],
  cluster: object,
): Step[] => [
  {
    ...config(input),
    shows: type,
    output: {
      update: {
        type,
        status: 'InProgress',
        params: params.map(([type, value]) => ({ type, value })),
        errors: [],
      },
    },
  },
  active,
  { call: 'DescribeCluster', shows: `what ${type} left`, input: { name: 'shop' }, output: { cluster } },
]
const refused = (input: object, text: string): Step => ({
  ...config(input),
  fault: ['InvalidParameterException', 400, text],
})
const audit = { clusterLogging: [{ types: ['audit'], enabled: true }] }

describe('a cluster is changed in one way at a time', () => {
  steps(
    () => server,
    [
      active,
      ...changes(
        { resourcesVpcConfig: { subnetIds: ['subnet-9'], securityGroupIds: ['sg-9'] } },
        'VpcConfigUpdate',
        [
          ['Subnets', '["subnet-9"]'],
          ['SecurityGroups', '["sg-9"]'],
        ],
        {
          resourcesVpcConfig: {
            subnetIds: ['subnet-9'],
            securityGroupIds: ['sg-9'],
            endpointPublicAccess: true,
          },
        },
      ),
      ...changes(
        { resourcesVpcConfig: { endpointPublicAccess: false, endpointPrivateAccess: true } },
        'EndpointAccessUpdate',
        [
          ['EndpointPublicAccess', 'false'],
          ['EndpointPrivateAccess', 'true'],
          ['PublicAccessCidrs', '["0.0.0.0/0"]'],
        ],
        {
          resourcesVpcConfig: {
            endpointPublicAccess: false,
            endpointPrivateAccess: true,
            subnetIds: ['subnet-9'],
          },
        },
      ),
      ...changes(
        { logging: audit },
        'LoggingUpdate',
        [
          [
            'ClusterLogging',
            '{"clusterLogging":[{"types":["audit"],"enabled":true},{"types":["api","authenticator","controllerManager","scheduler"],"enabled":false}]}',
          ],
        ],
        { logging: { clusterLogging: [{ types: ['audit'], enabled: true }, { enabled: false }] } },
      ),
      ...changes(
        { accessConfig: { authenticationMode: 'API' } },
        'AccessConfigUpdate',
        [['AuthenticationMode', 'API']],
        { accessConfig: { authenticationMode: 'API' } },
      ),
      ...changes(
        { upgradePolicy: { supportType: 'STANDARD' } },
        'UpgradePolicyUpdate',
        [['UpgradePolicy', '{"supportType":"STANDARD"}']],
        { upgradePolicy: { supportType: 'STANDARD' } },
      ),
      ...changes(
        { zonalShiftConfig: { enabled: true } },
        'ZonalShiftConfigUpdate',
        [['ZonalShiftConfig', '{"enabled":true}']],
        { zonalShiftConfig: { enabled: true } },
      ),
      ...changes(
        { remoteNetworkConfig: { remoteNodeNetworks: [{ cidrs: ['10.8.0.0/16'] }] } },
        'RemoteNetworkConfigUpdate',
        [['RemoteNetworkConfig', '{"remoteNodeNetworks":[{"cidrs":["10.8.0.0/16"]}]}']],
        { remoteNetworkConfig: { remoteNodeNetworks: [{ cidrs: ['10.8.0.0/16'] }] } },
      ),
      refused({}, 'The type for cluster update was not provided.'),
      refused({ logging: audit, deletionProtection: true }, 'Only one type of update can be allowed.'),
      refused(
        { resourcesVpcConfig: { subnetIds: ['subnet-1'], endpointPublicAccess: true } },
        'Only one type of update can be allowed.',
      ),
      refused({ logging: audit }, 'No changes needed for the logging config provided'),
      refused(
        { resourcesVpcConfig: { endpointPublicAccess: false } },
        'Cluster is already at the desired configuration with endpointPrivateAccess: true , endpointPublicAccess: false, and Public Endpoint Restrictions: [0.0.0.0/0]',
      ),
      refused(
        { accessConfig: { authenticationMode: 'CONFIG_MAP' } },
        'Unsupported authentication mode update from API to CONFIG_MAP',
      ),
      refused(
        { computeConfig: { enabled: true } },
        'computeConfig is not supported by this server: EKS Auto Mode launches EC2 instances, load balancers and volumes, and there are none here.',
      ),
    ],
  )
})

describe('a version goes up by one', () => {
  const version = (to: string): Step => ({
    call: 'UpdateClusterVersion',
    input: { name: 'shop', version: to },
  })
  const unsupported = (from: string, to: string) =>
    `Unsupported Kubernetes minor version update from ${from} to ${to}`
  steps(
    () => server,
    [
      { ...version('1.35'), fault: ['InvalidParameterException', 400, unsupported('1.33', '1.35')] },
      { ...version('1.33'), fault: ['InvalidParameterException', 400, unsupported('1.33', '1.33')] },
      { ...version('1.32'), fault: ['InvalidParameterException', 400, unsupported('1.33', '1.32')] },
      { ...version('0.1'), fault: ['InvalidParameterException', 400, 'unsupported Kubernetes version 0.1'] },
      {
        ...version('1.34'),
        output: {
          update: {
            type: 'VersionUpdate',
            params: [
              { type: 'Version', value: '1.34' },
              { type: 'PlatformVersion', value: 'eks.1' },
            ],
          },
        },
      },
      active,
      { call: 'DescribeCluster', input: { name: 'shop' }, output: { cluster: { version: '1.34' } } },
    ],
  )
})

describe('encryption is associated once', () => {
  const encryptionConfig = [{ resources: ['secrets'], provider: { keyArn } }]
  const associate: Step = {
    call: 'AssociateEncryptionConfig',
    input: { clusterName: 'shop', encryptionConfig },
  }
  steps(
    () => server,
    [
      {
        ...associate,
        output: {
          update: {
            type: 'AssociateEncryptionConfig',
            params: [{ type: 'EncryptionConfig', value: JSON.stringify(encryptionConfig) }],
          },
        },
      },
      active,
      { call: 'DescribeCluster', input: { name: 'shop' }, output: { cluster: { encryptionConfig } } },
      {
        ...associate,
        shows: 'not twice',
        fault: ['InvalidRequestException', 400, 'Encryption config is already associated with the cluster'],
      },
    ],
  )
})

describe('updates are told', () => {
  let id: string
  test('each by its id, until it is Successful', async () => {
    const { output } = await send(server, config({ deletionProtection: true, clientRequestToken: 'again' }))
    id = output?.['update'].id
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    const asked = { call: 'DescribeUpdate', input: { name: 'shop', updateId: id } }
    await expect.poll(async () => (await send(server, asked)).output?.['update'].status).toBe('Successful')
  })
  test('the same call under the same token is the same update', async () => {
    const { output } = await send(server, config({ deletionProtection: true, clientRequestToken: 'again' }))
    expect(output?.['update']).toMatchObject({ id, status: 'Successful' })
  })
  test('in pages', async () => {
    const list = async (input: object) =>
      (await send(server, { call: 'ListUpdates', input: { name: 'shop', ...input } })).output
    const all = (await list({}))?.['updateIds']
    expect(all).toContain(id)
    const first = await list({ maxResults: 3 })
    expect(first?.['updateIds']).toEqual(all.slice(0, 3))
    expect((await list({ nextToken: first?.['nextToken'] }))?.['updateIds']).toEqual(all.slice(3))
  })
  test('none can be cancelled', async () => {
    const { fault } = await send(server, { call: 'CancelUpdate', input: { name: 'shop', updateId: id } })
    expect(fault).toEqual([
      'InvalidRequestException',
      400,
      `The update ${id} of type DeletionProtectionUpdate cannot be cancelled.`,
    ])
  })
  test('an update of the cluster is none of a node group', async () => {
    const input = { name: 'shop', updateId: id, nodegroupName: 'shop' }
    const { fault } = await send(server, { call: 'DescribeUpdate', input })
    expect(fault).toEqual(['ResourceNotFoundException', 404, `No update found for ID: ${id}`])
  })
  steps(
    () => server,
    [
      {
        call: 'DescribeUpdate',
        input: { name: 'shop', updateId: 'none' },
        fault: ['ResourceNotFoundException', 404, 'No update found for ID: none'],
      },
      {
        call: 'ListUpdates',
        input: { name: 'shop', addonName: 'a', nodegroupName: 'b' },
        fault: ['InvalidParameterException', 400, 'Only one of nodegroupName and addonName can be given.'],
      },
      {
        call: 'ListUpdates',
        input: { name: 'shop', capabilityName: 'argo' },
        fault: ['ResourceNotFoundException', 404, 'No capability found for name: argo.'],
      },
    ],
  )
})

test('of changes that come at once, one is made and the others wait', async () => {
  await makeCluster(server, 'busy')
  const calls = [true, false].flatMap((enabled) => [
    send(server, { call: 'UpdateClusterConfig', input: { name: 'busy', zonalShiftConfig: { enabled } } }),
    send(server, { call: 'UpdateClusterConfig', input: { name: 'busy', deletionProtection: enabled } }),
  ])
  const faults = (await Promise.all(calls)).flatMap(({ fault }) => (fault ? [fault] : []))
  expect(faults.length).toBeLessThan(calls.length)
  for (const [code, status, text] of faults) {
    if (code === 'InvalidParameterException')
      expect(text).toMatch(/^Cluster is already at the desired configuration/)
    else {
      expect([code, status]).toEqual(['ResourceInUseException', 409])
      expect(text).toMatch(
        /^Cannot \w+Update because cluster busy currently has update [0-9a-f-]{36} in progress$/,
      )
    }
  }
})
