import { join } from 'node:path'
import { clusters } from '../../../src/records/cluster.ts'
import { hostedIssuers } from '../../../src/records/hosted-issuer.ts'
import { SqliteStore } from '../../../src/store/sqlite/sqlite-store.ts'
import type { TestIssuer } from '../../start-test-issuer.ts'

/** Makes the cluster `shop` of a stopped server one whose keys are another's, as if it had been connected. */
export async function connectCluster(folder: string, issuer: TestIssuer): Promise<void> {
  const store = new SqliteStore(join(folder, 'rolecall.db'))
  await store.transact(async (transaction) => {
    const key = ['111122223333', 'us-east-1', 'shop'] as [string, string, string]
    const cluster = await transaction.get(clusters, key)
    if (!cluster) throw new Error('there is no cluster shop')
    await transaction.put(clusters, key, { ...cluster, issuer: issuer.url })
    await transaction.delete(hostedIssuers, [cluster.id])
  })
  await store.close()
}
