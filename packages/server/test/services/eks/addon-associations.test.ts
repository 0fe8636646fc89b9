import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCluster } from '../../kubernetes-api/cluster-access.ts'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { makeRoles, type Step, send } from './eks-steps.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await makeCluster(server, 'shop', { version: '1.34' })
  await makeRoles(server, { volumes: 'pods.eks.amazonaws.com', other: 'ec2.amazonaws.com' })
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

const clusterName = 'shop'
const on = (call: string, addonName: string, more: object = {}): Step => ({
  call,
  input: { clusterName, addonName, ...more },
})
const values = (value: unknown) => ({ configurationValues: JSON.stringify(value) })

describe('pod identity associations of an add-on', () => {
  const addonName = 'aws-ebs-csi-driver'
  const roleArn = 'arn:aws:iam::111122223333:role/volumes'
  const wanted = (...accounts: readonly string[]) => ({
    podIdentityAssociations: accounts.map((serviceAccount) => ({ serviceAccount, roleArn })),
  })
  const ready = () => expect.poll(async () => (await described())?.status).toBe('ACTIVE')
  const described = async () => (await send(server, on('DescribeAddon', addonName))).output?.['addon']
  const associations = async () =>
    (await send(server, { call: 'ListPodIdentityAssociations', input: { clusterName } })).output?.[
      'associations'
    ]
  const accounts = async () =>
    (await associations()).map(({ serviceAccount }: { serviceAccount: string }) => serviceAccount).sort()

  test('are made with it and are its own', async () => {
    const { output } = await send(server, on('CreateAddon', addonName, wanted('ebs-csi-controller-sa')))
    const [only] = await associations()
    expect(only).toMatchObject({ namespace: 'kube-system', ownerArn: output?.['addon'].addonArn })
    expect(output?.['addon'].podIdentityAssociations).toEqual([only.associationArn])
  })

  test('stay when a change does not name them, and are replaced by those that it names', async () => {
    await ready()
    await send(server, on('UpdateAddon', addonName, { resolveConflicts: 'NONE', ...values({ fips: true }) }))
    await ready()
    expect(await accounts()).toEqual(['ebs-csi-controller-sa'])
    const { output } = await send(server, on('UpdateAddon', addonName, wanted('one', 'two')))
    await ready()
    const arns = (await associations()).map(
      ({ associationArn }: { associationArn: string }) => associationArn,
    )
    expect(await accounts()).toEqual(['one', 'two'])
    expect((await described()).podIdentityAssociations.toSorted()).toEqual(arns.toSorted())
    const [param] = output?.['update'].params ?? []
    expect(JSON.parse(param.value).toSorted()).toEqual(arns.toSorted())
  })

  test('one that is deleted by itself is no longer told of', async () => {
    const [first, second] = await associations()
    const input = { clusterName, associationId: first.associationId }
    await send(server, { call: 'DeletePodIdentityAssociation', input })
    expect((await described()).podIdentityAssociations).toEqual([second.associationArn])
  })

  test('leave an association of somebody else alone, and nothing behind when refused', async () => {
    const input = { clusterName, namespace: 'kube-system', serviceAccount: 'taken', roleArn }
    await send(server, { call: 'CreatePodIdentityAssociation', input })
    const before = await associations()
    const { fault } = await send(server, on('UpdateAddon', addonName, wanted('new', 'taken')))
    expect(fault?.slice(0, 2)).toEqual(['ResourceInUseException', 409])
    expect(await associations()).toEqual(before)
    const untrusting = [{ serviceAccount: 'new', roleArn: 'arn:aws:iam::111122223333:role/other' }]
    const other = await send(server, on('UpdateAddon', addonName, { podIdentityAssociations: untrusting }))
    expect(other.fault?.slice(0, 2)).toEqual(['InvalidParameterException', 400])
    expect(await associations()).toEqual(before)
  })

  test('go with it', async () => {
    const { output } = await send(server, on('DeleteAddon', addonName))
    expect(output?.['addon'].podIdentityAssociations).toHaveLength(1)
    expect(await accounts()).toEqual(['taken'])
  })
})
