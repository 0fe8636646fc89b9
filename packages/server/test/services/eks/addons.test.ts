import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addonSchemas } from '../../../src/services/eks/addon/addon-schemas.data.ts'
import { addons } from '../../../src/services/eks/addon/addons.data.ts'
import { makeCluster } from '../../kubernetes-api/cluster-access.ts'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { type Step, send, steps } from './eks-steps.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await makeCluster(server, 'shop', { version: '1.34' })
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

const clusterName = 'shop'
const serviceAccountRoleArn = 'arn:aws:iam::111122223333:role/cni'
const on = (call: string, addonName: string, more: object = {}): Step => ({
  call,
  input: { clusterName, addonName, ...more },
})
const invalid = (text: string) => ['InvalidParameterException', 400, text] as const
const active = (addonName: string, output: object = {}): Step => ({
  ...on('DescribeAddon', addonName),
  output: { addon: { addonName, status: 'ACTIVE', ...output } },
  isWaitedFor: true,
})
const values = (value: unknown) => ({ configurationValues: JSON.stringify(value) })
const unsupported = 'ConfigurationValue provided in request is not supported'
const schemaFault = (text: string) =>
  invalid(`${unsupported}: Json schema validation failed with error: [${text}]`)
const notDefined = 'is not defined in the schema and the schema does not allow additional properties'

describe('an add-on is what was asked for', () => {
  const configured = values({
    resources: { limits: { memory: '64Mi' } },
    tolerations: [{ operator: 'Exists' }],
  })
  steps(
    () => server,
    [
      {
        ...on('CreateAddon', 'eks-pod-identity-agent', { tags: { team: 'red' }, ...configured }),
        output: {
          addon: {
            addonName: 'eks-pod-identity-agent',
            clusterName,
            status: 'CREATING',
            addonVersion: 'v1.3.10-eksbuild.3',
            health: { issues: [] },
            addonArn: expect.stringMatching(
              /^arn:aws:eks:us-east-1:111122223333:addon\/shop\/eks-pod-identity-agent\/[0-9a-f-]{36}$/,
            ),
            tags: { team: 'red' },
            publisher: 'eks',
            owner: 'aws',
            namespaceConfig: { namespace: 'kube-system' },
            ...configured,
          },
        },
      },
      active('eks-pod-identity-agent', configured),
      on('CreateAddon', 'vpc-cni', { addonVersion: 'v1.21.1-eksbuild.3', resolveConflicts: 'OVERWRITE' }),
      active('vpc-cni', { addonVersion: 'v1.21.1-eksbuild.3' }),
      {
        call: 'ListAddons',
        input: { clusterName },
        output: { addons: ['eks-pod-identity-agent', 'vpc-cni'] },
      },
      {
        ...on('CreateAddon', 'vpc-cni'),
        fault: ['ResourceInUseException', 409, 'Addon already exists.'],
      },
      {
        ...on('UpdateAddon', 'vpc-cni', {
          addonVersion: 'v1.23.1-eksbuild.1',
          serviceAccountRoleArn,
          resolveConflicts: 'PRESERVE',
          ...values({ env: { ENABLE_PREFIX_DELEGATION: 'true' } }),
        }),
        output: {
          update: {
            type: 'AddonUpdate',
            status: 'InProgress',
            params: [
              { type: 'AddonVersion', value: 'v1.23.1-eksbuild.1' },
              { type: 'ServiceAccountRoleArn', value: serviceAccountRoleArn },
              { type: 'ResolveConflicts', value: 'PRESERVE' },
              { type: 'ConfigurationValues', value: '{"env":{"ENABLE_PREFIX_DELEGATION":"true"}}' },
            ],
          },
        },
      },
      active('vpc-cni', {
        addonVersion: 'v1.23.1-eksbuild.1',
        serviceAccountRoleArn,
        ...values({ env: { ENABLE_PREFIX_DELEGATION: 'true' } }),
      }),
      {
        ...on('DeleteAddon', 'vpc-cni', { preserve: true }),
        output: { addon: { addonName: 'vpc-cni', status: 'DELETING' } },
      },
      {
        ...on('DescribeAddon', 'vpc-cni'),
        fault: ['ResourceNotFoundException', 404, 'No addon: vpc-cni found in cluster: shop'],
      },
    ],
  )
})

describe('an add-on is refused', () => {
  const create = (more: object, addonName = 'coredns') => on('CreateAddon', addonName, more)
  steps(
    () => server,
    [
      {
        ...create({}, 'made-up'),
        fault: invalid('Addon made-up specified is not supported in 1.34 kubernetes version'),
      },
      {
        ...create({}, '__proto__'),
        fault: invalid('Addon __proto__ specified is not supported in 1.34 kubernetes version'),
      },
      { ...create({ addonVersion: 'v9.9.9' }), fault: invalid('Addon version specified is not supported') },
      {
        ...create({ addonVersion: 'v1.36.0-eksbuild.25' }, 'kube-proxy'),
        fault: invalid('Addon version specified is not supported'),
      },
      { ...create({ configurationValues: '{broken' }), fault: invalid(`${unsupported}: it is no JSON.`) },
      { ...create(values([])), fault: schemaFault('$: array found, object expected') },
      { ...create(values({ nodes: 1 })), fault: schemaFault(`$.nodes: ${notDefined}`) },
      { ...create(values({ constructor: 1 })), fault: schemaFault(`$.constructor: ${notDefined}`) },
      {
        ...create(values({ replicaCount: 'two' })),
        fault: schemaFault('$.replicaCount: string found, integer expected'),
      },
      {
        ...create(values({ replicaCount: 1.5 })),
        fault: schemaFault('$.replicaCount: number found, integer expected'),
      },
      {
        ...create(values({ resources: { limits: { gpu: '1' } } })),
        fault: schemaFault(`$.resources.limits.gpu: ${notDefined}`),
      },
      {
        ...create(values({ mode: 'magic' }), 'kube-proxy'),
        fault: schemaFault('$.mode: does not have a value in the enumeration [iptables, ipvs, nftables]'),
      },
      { ...create({ serviceAccountRoleArn: 'reader' }), fault: invalid("Invalid Role Arn: 'reader'") },
      {
        ...create({ namespaceConfig: { namespace: 'Bad_Name' } }),
        fault: invalid('Invalid namespace: Bad_Name'),
      },
      {
        ...on('UpdateAddon', 'coredns', {}),
        fault: ['ResourceNotFoundException', 404, 'No addon: coredns found in cluster: shop'],
      },
    ],
  )
})

describe('what there is', () => {
  const versions = async (input: object) =>
    (await send(server, { call: 'DescribeAddonVersions', input })).output?.['addons']

  test('is told of each add-on, by Kubernetes version', async () => {
    const [only] = await versions({ addonName: 'kube-proxy', kubernetesVersion: '1.33' })
    expect(only).toMatchObject({
      addonName: 'kube-proxy',
      type: 'networking',
      publisher: 'eks',
      owner: 'aws',
      addonVersions: [
        {
          addonVersion: 'v1.33.0-eksbuild.2',
          compatibilities: [{ clusterVersion: '1.33', platformVersions: ['*'], defaultVersion: true }],
        },
      ],
    })
    expect(await versions({ kubernetesVersion: '1.5' })).toEqual([])
    expect(
      (await versions({ owners: ['community'] })).map((one: { addonName: string }) => one.addonName),
    ).toEqual(['metrics-server'])
  })

  test('is told in pages', async () => {
    const first = await send(server, { call: 'DescribeAddonVersions', input: { maxResults: 2 } })
    const rest = await versions({ nextToken: first.output?.['nextToken'] })
    expect([...(first.output?.['addons'] ?? []), ...rest]).toHaveLength(addons.length)
  })

  test('every version that is the usual one can be made', async () => {
    await makeCluster(server, 'every', { version: '1.36' })
    for (const { name } of addons) {
      const input = { clusterName: 'every', addonName: name }
      expect((await send(server, { call: 'CreateAddon', input })).fault, name).toBeUndefined()
    }
  })

  test.each(addons)(
    '$name has a schema, and tells whom it needs permissions for',
    async ({ name, versions: [newest] }) => {
      const input = { addonName: name, addonVersion: newest?.[0] }
      const { output } = await send(server, { call: 'DescribeAddonConfiguration', input })
      const schema = JSON.parse(output?.['configurationSchema'])
      expect(schema).toMatchObject({
        $schema: 'http://json-schema.org/draft-06/schema#',
        additionalProperties: false,
      })
      expect(Object.keys(schema.properties)).toEqual(
        Object.keys(addonSchemas[name]?.properties ?? {}).filter(() => true),
      )
    },
  )

  steps(
    () => server,
    [
      {
        call: 'DescribeAddonConfiguration',
        input: { addonName: 'vpc-cni', addonVersion: 'v1.23.1-eksbuild.1' },
        output: {
          podIdentityConfiguration: [
            {
              serviceAccount: 'aws-node',
              recommendedManagedPolicies: ['arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy'],
            },
          ],
        },
      },
      {
        call: 'DescribeAddonConfiguration',
        input: { addonName: 'vpc-cni', addonVersion: 'v0' },
        fault: ['ResourceNotFoundException', 404, 'No addon vpc-cni of version v0 found.'],
      },
    ],
  )
})
