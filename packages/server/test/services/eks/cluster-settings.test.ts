import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { type Step, send, steps } from './eks-steps.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

const roleArn = 'arn:aws:iam::111122223333:role/eks'
const keyArn = 'arn:aws:kms:us-east-1:111122223333:key/1'
const all = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler']
const create = (name: string, more: object = {}) => ({
  call: 'CreateCluster',
  input: { name, roleArn, resourcesVpcConfig: {}, ...more },
})
const active = (name: string): Step => ({
  call: 'DescribeCluster',
  shows: `${name} is ACTIVE`,
  input: { name },
  output: { cluster: { status: 'ACTIVE' } },
  isWaitedFor: true,
})

describe('a cluster that asks for nothing has what AWS gives', () => {
  steps(
    () => server,
    [
      {
        ...create('plain'),
        output: {
          cluster: {
            version: '1.34',
            platformVersion: 'eks.1',
            status: 'CREATING',
            health: { issues: [] },
            resourcesVpcConfig: {
              subnetIds: [],
              securityGroupIds: [],
              endpointPublicAccess: true,
              endpointPrivateAccess: false,
              publicAccessCidrs: ['0.0.0.0/0'],
              controlPlaneEgressMode: 'AWS_MANAGED',
            },
            kubernetesNetworkConfig: {
              ipFamily: 'ipv4',
              serviceIpv4Cidr: '10.100.0.0/16',
              elasticLoadBalancing: { enabled: false },
            },
            logging: { clusterLogging: [{ types: all, enabled: false }] },
            accessConfig: { authenticationMode: 'API_AND_CONFIG_MAP' },
            upgradePolicy: { supportType: 'EXTENDED' },
            deletionProtection: false,
            controlPlaneScalingConfig: { tier: 'standard' },
          },
        },
      },
    ],
  )

  test('and no certificate, on a server without TLS', async () => {
    const { output } = await send(server, { call: 'DescribeCluster', input: { name: 'plain' } })
    expect(output?.['cluster']).not.toHaveProperty('certificateAuthority')
  })
})

const asked = {
  version: '1.32',
  resourcesVpcConfig: {
    subnetIds: ['subnet-1', 'subnet-2'],
    securityGroupIds: ['sg-1'],
    endpointPublicAccess: false,
    endpointPrivateAccess: true,
    publicAccessCidrs: ['10.0.0.0/8'],
  },
  kubernetesNetworkConfig: { serviceIpv4Cidr: '172.20.0.0/16' },
  logging: { clusterLogging: [{ types: ['audit'], enabled: true }] },
  tags: { team: 'red', ['__proto__']: 'odd' },
  encryptionConfig: [{ resources: ['secrets'], provider: { keyArn } }],
  accessConfig: { authenticationMode: 'API', bootstrapClusterCreatorAdminPermissions: false },
  bootstrapSelfManagedAddons: false,
  upgradePolicy: { supportType: 'STANDARD' },
  zonalShiftConfig: { enabled: true },
  remoteNetworkConfig: { remoteNodeNetworks: [{ cidrs: ['10.80.0.0/16'] }] },
  computeConfig: { enabled: false },
  storageConfig: { blockStorage: { enabled: false } },
  deletionProtection: true,
}

describe('what a cluster asks for is kept', () => {
  const { bootstrapSelfManagedAddons: _addons, accessConfig: _access, tags: _tags, ...kept } = asked
  const cluster = {
    ...kept,
    kubernetesNetworkConfig: { ipFamily: 'ipv4', serviceIpv4Cidr: '172.20.0.0/16' },
    logging: {
      clusterLogging: [
        { types: ['audit'], enabled: true },
        { types: all.filter((type) => type !== 'audit'), enabled: false },
      ],
    },
    accessConfig: { authenticationMode: 'API' },
  }
  steps(
    () => server,
    [
      { ...create('whole', asked), output: { cluster } },
      active('whole'),
      { call: 'DescribeCluster', input: { name: 'whole' }, output: { cluster } },
      {
        call: 'DeleteCluster',
        shows: 'is refused while it is protected',
        input: { name: 'whole' },
        fault: [
          'InvalidRequestException',
          400,
          'Cluster whole has deletion protection enabled. Disable deletion protection before deleting the cluster.',
        ],
      },
      {
        call: 'UpdateClusterConfig',
        input: { name: 'whole', deletionProtection: false },
        output: {
          update: {
            type: 'DeletionProtectionUpdate',
            status: 'InProgress',
            params: [{ type: 'DeletionProtection', value: 'false' }],
            errors: [],
          },
        },
      },
      active('whole'),
      { call: 'DeleteCluster', input: { name: 'whole' }, output: { cluster: { status: 'DELETING' } } },
    ],
  )

  test('IPv6 gives a range of its own', async () => {
    const { output } = await send(server, create('six', { kubernetesNetworkConfig: { ipFamily: 'ipv6' } }))
    expect(output?.['cluster'].kubernetesNetworkConfig).toEqual({
      ipFamily: 'ipv6',
      serviceIpv6Cidr: expect.stringMatching(/^fd[0-9a-f]{2}:[0-9a-f]{1,4}:[0-9a-f]{1,4}::\/108$/),
      elasticLoadBalancing: { enabled: false },
    })
  })
})

describe('a call under a token is done once', () => {
  const once = create('once', { clientRequestToken: 'token-1', version: '1.33' })
  test('the same again is answered, and not made again', async () => {
    const first = await send(server, once)
    expect(first.fault).toBeUndefined()
    const again = await send(server, once)
    expect(again.output?.['cluster'].createdAt).toEqual(first.output?.['cluster'].createdAt)
  })
  steps(
    () => server,
    [
      {
        ...create('once', { clientRequestToken: 'token-1', version: '1.34' }),
        fault: [
          'InvalidParameterException',
          400,
          'The clientRequestToken token-1 was used before with other parameters.',
        ],
      },
      {
        ...create('once', { clientRequestToken: 'token-2', version: '1.33' }),
        fault: ['ResourceInUseException', 409, 'Cluster already exists with name: once'],
      },
    ],
  )
})

const autoMode =
  'is not supported by this server: EKS Auto Mode launches EC2 instances, load balancers and volumes, and there are none here.'
const process =
  'is not supported by this server: an embedded cluster has no such process, and of a registered one it is not ours.'
const network = 'must be within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16, and between /24 and /12.'
const invalid = (input: object, text: string): Step => ({
  ...create('refused', input),
  fault: ['InvalidParameterException', 400, text],
})
const range = (serviceIpv4Cidr: string) =>
  invalid(
    { kubernetesNetworkConfig: { serviceIpv4Cidr } },
    `The serviceIpv4Cidr ${serviceIpv4Cidr} ${network}`,
  )
const outpost = { outpostArns: ['arn:aws:outposts:::1'], controlPlaneInstanceType: 'm5.large' }

describe('is refused with a reason', () => {
  steps(
    () => server,
    [
      invalid({ version: '1.5' }, 'unsupported Kubernetes version 1.5'),
      invalid({ version: '__proto__' }, 'unsupported Kubernetes version __proto__'),
      invalid(
        { outpostConfig: outpost },
        'outpostConfig is not supported by this server: there are no Outposts here.',
      ),
      invalid({ computeConfig: { enabled: true } }, `computeConfig ${autoMode}`),
      invalid({ storageConfig: { blockStorage: { enabled: true } } }, `storageConfig ${autoMode}`),
      invalid(
        { kubernetesNetworkConfig: { elasticLoadBalancing: { enabled: true } } },
        `kubernetesNetworkConfig.elasticLoadBalancing ${autoMode}`,
      ),
      invalid(
        { controlPlaneScalingConfig: { tier: 'tier-xl' } },
        'controlPlaneScalingConfig is not supported by this server: the control plane is this server, and does not scale.',
      ),
      invalid({ kubeApiServerConfig: { eventTtl: '1h' } }, `kubeApiServerConfig ${process}`),
      invalid({ kubeSchedulerConfig: {} }, `kubeSchedulerConfig ${process}`),
      invalid({ kubeControllerManagerConfig: {} }, `kubeControllerManagerConfig ${process}`),
      range('8.8.8.0/16'),
      range('10.0.0.0/8'),
      range('192.168.0.0/25'),
      range('10.0.0.0/16; rm -rf'),
      invalid(
        { kubernetesNetworkConfig: { ipFamily: 'ipv6', serviceIpv4Cidr: '10.0.0.0/16' } },
        'You can not specify serviceIpv4Cidr for a cluster of the ipv6 family.',
      ),
      invalid(
        { encryptionConfig: [{ resources: ['pods'], provider: { keyArn } }] },
        'The encryptionConfig must have one item, whose resources are [secrets].',
      ),
      invalid(
        { encryptionConfig: [{ resources: ['secrets'], provider: { keyArn: 'arn:aws:s3:::bucket' } }] },
        'Invalid KMS key ARN: arn:aws:s3:::bucket',
      ),
      invalid({ tags: { 'aws:x': 'y' } }, 'aws: prefixed tag key names are not allowed for external use.'),
      invalid({ tags: { ['k'.repeat(129)]: 'y' } }, 'A tag has a key or a value that no tag may have.'),
      invalid({ tags: { k: 'y'.repeat(257) } }, 'A tag has a key or a value that no tag may have.'),
      invalid(
        { tags: Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`k${at}`, ''])) },
        'A resource has at most 50 tags.',
      ),
      {
        ...create('refused', { logging: { clusterLogging: [{ types: ['all'], enabled: true }] } }),
        fault: [
          'ValidationException',
          400,
          "1 validation error detected: Value 'all' at 'logging.clusterLogging.1.member.types.1.member' failed to satisfy constraint: Member must satisfy enum value set: [api, audit, authenticator, controllerManager, scheduler]",
        ],
      },
      {
        call: 'DescribeCluster',
        shows: 'nothing was made',
        input: { name: 'refused' },
        fault: ['ResourceNotFoundException', 404, 'No cluster found for name: refused.'],
      },
    ],
  )
})

describe('DescribeClusterVersions', () => {
  const listed = async (input: object) =>
    (await send(server, { call: 'DescribeClusterVersions', input })).output?.['clusterVersions'].map(
      ({ clusterVersion }: { clusterVersion: string }) => clusterVersion,
    )
  test('tells all, newest first, in pages', async () => {
    const all = await listed({ includeAll: true })
    expect(all.slice(0, 2)).toEqual(['1.36', '1.35'])
    const { output } = await send(server, {
      call: 'DescribeClusterVersions',
      input: { includeAll: true, maxResults: 2 },
    })
    expect(await listed({ includeAll: true, nextToken: output?.['nextToken'] })).toEqual(all.slice(2))
  })
  test('filters', async () => {
    expect(await listed({ defaultOnly: true })).toEqual(['1.34'])
    expect(await listed({ includeAll: true, clusterVersions: ['1.33', '__proto__'] })).toEqual(['1.33'])
    expect(await listed({ clusterType: 'eks-local-outposts' })).toEqual([])
  })
  test('knows from the clock what is supported', async () => {
    const own = await startTestServer({ clock: () => Date.parse('2026-08-01T00:00:00Z') })
    const client = { call: 'DescribeClusterVersions', input: { includeAll: true } }
    const offset = Date.parse('2026-08-01T00:00:00Z') - own.now()
    own.advance(offset)
    const { output } = await send(own, client)
    const statuses = Object.fromEntries(
      output?.['clusterVersions'].map((one: Record<string, string>) => [
        one['clusterVersion'],
        one['status'],
      ]),
    )
    expect(statuses).toMatchObject({
      '1.30': 'unsupported',
      '1.33': 'extended-support',
      '1.35': 'standard-support',
    })
    await own.close()
  })
})
