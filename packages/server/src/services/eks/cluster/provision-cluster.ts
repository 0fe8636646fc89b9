import type { Issuers } from '../../../issuers/issuers.ts'
import { makeNamespace } from '../../../kubernetes-api/make-namespace.ts'
import { type Cluster, clusters } from '../../../records/cluster.ts'
import { hostedIssuers } from '../../../records/hosted-issuer.ts'
import type { Store } from '../../../store/store.ts'

/** The namespaces a new Kubernetes cluster has. */
const firstNamespaces = ['default', 'kube-node-lease', 'kube-public', 'kube-system']

/** Gives a cluster its keys and first objects and makes it `ACTIVE`; once more does nothing. */
export async function provisionCluster(
  cluster: Cluster,
  { issuers, store, now }: { issuers: Issuers; store: Store; now: number },
): Promise<void> {
  if (cluster.issuer === undefined) throw new Error(`cluster ${cluster.arn} was made without an issuer`)
  const issuer = await issuers.make({ id: cluster.id, url: cluster.issuer, clusterArn: cluster.arn })
  await store.transact(async (transaction) => {
    const key = [cluster.account, cluster.region, cluster.name] as [string, string, string]
    const present = await transaction.get(clusters, key)
    if (present?.id !== cluster.id || present.status !== 'CREATING') return
    await transaction.put(hostedIssuers, [cluster.id], issuer)
    for (const name of firstNamespaces) await makeNamespace(cluster.id, name, {}, now, transaction)
    await transaction.put(clusters, key, { ...present, status: 'ACTIVE' })
  })
}
