import { nearestName } from '../names/nearest-name.ts'
import type { Lookup } from '../snapshot/lookup.ts'
import type { PodSubject } from '../why/question.ts'
import { ask } from './ask.ts'
import type { Collecting } from './collecting.ts'
import type { Doors } from './doors.ts'
import { serviceAccountRecord } from './service-account-record.ts'

/**
 * Reads the namespaces of a cluster whose ServiceAccount was not found, and where its own is missing the
 * ServiceAccounts of the one that may have been meant.
 */
export async function collectNamespaces(
  { cluster, namespace }: PodSubject,
  doors: Doors,
  collecting: Collecting,
): Promise<Lookup<readonly string[]>> {
  const kubernetes = await doors.kubernetes(cluster)
  const listed = await ask(kubernetes.namespaces.list())
  if (listed.state !== 'found') return listed
  const names = listed.item.map(({ metadata }) => metadata?.name ?? '')
  const near = names.includes(namespace) ? undefined : nearestName(namespace, names)
  if (near) {
    const there = await ask(kubernetes.serviceAccounts(near.name).list())
    const accounts = there.state === 'found' ? there.item : []
    collecting.add(
      'serviceAccounts',
      accounts.map((one) => serviceAccountRecord(one, cluster, near.name)),
    )
  }
  return { state: 'found', item: names }
}
