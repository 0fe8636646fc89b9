import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { clusters } from '../../../src/records/cluster.ts'
import { clusterResources } from '../../../src/records/cluster-resource.ts'
import { clusterUpdates } from '../../../src/records/cluster-update.ts'
import { SqliteStore } from '../../../src/store/sqlite/sqlite-store.ts'
import { makeCluster } from '../../kubernetes-api/cluster-access.ts'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { send } from './eks-steps.ts'

/** A server whose cluster `half` was left by a stop as `change` makes it. */
async function stopped(change: (store: SqliteStore) => Promise<void>): Promise<TestServer> {
  const own = await startTestServer()
  await makeCluster(own, 'half')
  await own.stop()
  const store = new SqliteStore(join(own.folder, 'rolecall.db'))
  await change(store)
  await store.close()
  return own
}

describe('a stop in between', () => {
  const update = { id: 'u', type: 'LoggingUpdate', status: 'InProgress', params: [], createdAt: 0 } as const
  const half = async (store: SqliteStore) => {
    const [made] = await store.reader.list(clusters, [])
    await store.transact(async (transaction) => {
      const { account, region, name, id } = made!
      await transaction.put(clusters, [account, region, name], { ...made!, status: 'UPDATING' })
      await transaction.put(clusterUpdates, [id, 'u'], { ...update, clusterId: id })
      await transaction.put(clusterResources, [id, 'addon', 'vpc-cni'], {
        account,
        region,
        clusterId: id,
        clusterName: name,
        type: 'addon',
        name: 'vpc-cni',
        arn: 'arn:aws:eks:us-east-1:111122223333:addon/half/vpc-cni/1',
        createdAt: 0,
        modifiedAt: 0,
        status: 'CREATING',
        tags: {},
        detail: { version: 'v1.23.1-eksbuild.1', namespace: 'kube-system', associations: [] },
      })
    })
  }
  test('is finished at the next start', async () => {
    const own = await stopped(half)
    const again = await startTestServer({ folder: own.folder })
    const told = async (call: string, input: object) => (await send(again, { call, input })).output
    expect(await told('DescribeCluster', { name: 'half' })).toMatchObject({ cluster: { status: 'ACTIVE' } })
    expect(await told('DescribeUpdate', { name: 'half', updateId: 'u' })).toMatchObject({
      update: { status: 'Successful' },
    })
    expect(await told('DescribeAddon', { clusterName: 'half', addonName: 'vpc-cni' })).toMatchObject({
      addon: { status: 'ACTIVE' },
    })
    expect(again.errors).toEqual([])
    await again.close()
  })
})
