import { type Clock, type IssuerUrl, issuerUrl } from '@rolecall/core'
import { type FetchLike, type KeySetReading, readKeySet, remoteKeySets } from '@rolecall/tokens'
import { type Cluster, clusterIssuers, clusters } from '../records/cluster.ts'
import type { Reader } from '../store/store.ts'

type OfKeyId = (keyId: string | undefined) => Promise<KeySetReading>

/** The keys of connected clusters that are not simply those their issuers publish to everybody. */
export interface ConnectedKeySets {
  /** How the keys of an issuer are had in this account, if a cluster of it says so. */
  find(issuer: IssuerUrl, account: string, reader: Reader): Promise<OfKeyId | undefined>
}

/**
 * Keys hang on the identity of the cluster's record, so that new ones count from the next call. So does what was
 * fetched by a cluster's own certificate authority: no other account and no other cluster sees it.
 */
export function connectedKeySets(tools: {
  readonly clock: Clock
  readonly fetchTrusting: (ca: string) => FetchLike
}): ConnectedKeySets {
  const { clock, fetchTrusting } = tools
  const known = new WeakMap<Cluster, OfKeyId>()

  function ofCluster({ issuer = '', connection }: Cluster): OfKeyId | undefined {
    if (connection?.keys) {
      const reading = readKeySet(connection.keys)
      return () => reading
    }
    if (connection?.certificateAuthority === undefined) return undefined
    const ca = Buffer.from(connection.certificateAuthority, 'base64').toString()
    const remote = remoteKeySets({ clock, fetch: fetchTrusting(ca) })
    return (keyId) => remote.get(issuer, keyId)
  }

  return {
    async find(url, account, reader) {
      const named = await reader.get(clusterIssuers, [account, url.hostPath])
      const cluster = named && (await reader.get(clusters, [account, named.region, named.name]))
      // With and without TLS are two issuers, though they have one name.
      if (!cluster || issuerUrl(cluster.issuer ?? '', { allowLoopbackHttp: true })?.url !== url.url)
        return undefined
      const found = known.get(cluster) ?? ofCluster(cluster)
      if (found) known.set(cluster, found)
      return found
    },
  }
}
