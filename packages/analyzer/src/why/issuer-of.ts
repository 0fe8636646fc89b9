import { providerHostPath } from '@rolecall/core'
import { find } from '../snapshot/find.ts'
import type { Lookup } from '../snapshot/lookup.ts'
import type { Snapshot } from '../snapshot/snapshot.ts'

/** The issuer of a cluster: its URL as tokens say it, and as providers are named. Missing while it has none. */
export function issuerOf(snapshot: Snapshot, cluster: string): Lookup<{ url: string; hostPath: string }> {
  const found = find(snapshot, 'clusters', cluster)
  if (found.state !== 'found') return found
  const { issuer: url } = found.item
  const hostPath = url === undefined ? undefined : providerHostPath(url, { allowLoopbackHttp: true })
  return url === undefined || hostPath === undefined
    ? { state: 'missing' }
    : { state: 'found', item: { url, hostPath } }
}
