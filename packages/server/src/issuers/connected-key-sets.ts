import { createHash } from 'node:crypto'
import { type Clock, type IssuerUrl, issuerUrl } from '@rolecall/core'
import {
  type FetchLike,
  type KeySetReading,
  type RemoteKeySets,
  readKeySet,
  remoteKeySets,
} from '@rolecall/tokens'
import { type Cluster, clusterIssuers, clusters } from '../records/cluster.ts'
import type { Reader } from '../store/store.ts'

type OfKeyId = (keyId: string | undefined) => Promise<KeySetReading>

/** The keys of connected clusters that are not simply those their issuers publish to everybody. */
export interface ConnectedKeySets {
  /** How the keys of an issuer are had in this account, if a cluster of it says so. */
  find(issuer: IssuerUrl, account: string, reader: Reader): Promise<OfKeyId | undefined>
}

/** Issuers that are asked by an authority of their own, kept in memory; the one first asked is forgotten first. */
const mostRemotes = 1000

/**
 * Uploaded keys hang on the identity of the cluster's record, so that new ones count from the next call. What is
 * fetched by a cluster's own certificate authority hangs on cluster, issuer and authority: no other account and no
 * other cluster sees it, and how often the issuer may be asked does not begin anew because the record was written
 * for another reason, such as a tag.
 */
export function connectedKeySets(tools: {
  readonly clock: Clock
  readonly fetchTrusting: (ca: string) => FetchLike
}): ConnectedKeySets {
  const { clock, fetchTrusting } = tools
  const known = new WeakMap<Cluster, OfKeyId>()
  const remotes = new Map<string, RemoteKeySets>()

  function remoteOf(id: string, issuer: string, certificateAuthority: string): RemoteKeySets {
    const name = createHash('sha256')
      .update(JSON.stringify([id, issuer, certificateAuthority]))
      .digest('hex')
    const found = remotes.get(name)
    if (found) return found
    const [oldest] = remotes.keys()
    if (oldest !== undefined && remotes.size >= mostRemotes) remotes.delete(oldest)
    const ca = Buffer.from(certificateAuthority, 'base64').toString()
    const made = remoteKeySets({ clock, fetch: fetchTrusting(ca) })
    remotes.set(name, made)
    return made
  }

  function ofCluster({ id, issuer = '', connection }: Cluster): OfKeyId | undefined {
    if (connection?.keys) {
      const reading = readKeySet(connection.keys)
      return () => reading
    }
    if (connection?.certificateAuthority === undefined) return undefined
    const remote = remoteOf(id, issuer, connection.certificateAuthority)
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
