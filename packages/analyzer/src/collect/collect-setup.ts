import { ownAssociation } from '../verify/own-association.ts'
import type { Setup } from '../verify/setup.ts'
import type { PodSubject } from '../why/question.ts'
import { collectNamespaces } from './collect-namespaces.ts'
import { collectPod } from './collect-pod.ts'
import { collectToken } from './collect-token.ts'
import { Collecting } from './collecting.ts'
import { readAssociations } from './read-associations.ts'
import { readPods } from './read-pods.ts'
import type { SetupDoors } from './setup-doors.ts'

/**
 * Reads all there is to see of one ServiceAccount. It asks the cluster for a short token of it, which stays in
 * here, and exchanges it for a session that is not kept: neither changes anything but a role's last use.
 *
 * @param only the name of the one pod that is asked about; any of the ServiceAccount when left out
 */
export async function collectSetup(subject: PodSubject, doors: SetupDoors, only?: string): Promise<Setup> {
  const collecting = new Collecting(doors)
  const associations = await readAssociations(subject, doors)
  const own = ownAssociation(associations, subject)
  const { cluster, serviceAccount } = await collectPod(subject, doors, collecting, associations)
  const leftOut = doors.exchange ? undefined : ({ state: 'left-out' } as const)
  if (cluster.state !== 'found') {
    const none = { state: 'unread', because: `cluster ${subject.cluster} is not known` } as const
    const snapshot = collecting.snapshot()
    return { snapshot, pods: none, associations: none, token: none, keys: none, exchange: leftOut ?? none }
  }
  const pods = await readPods(subject, doors)
  if (!serviceAccount) {
    const because = 'there is no ServiceAccount that a token could be of'
    const none = { state: 'unread', because } as const
    const namespaces = await collectNamespaces(subject, doors, collecting)
    const snapshot = collecting.snapshot()
    return { snapshot, pods, associations, namespaces, token: none, keys: none, exchange: leftOut ?? none }
  }
  const method = own ? 'pod-identity' : 'irsa'
  const rest = await collectToken({ subject, only, method, serviceAccount, pods }, doors)
  return { snapshot: collecting.snapshot(), pods, associations, ...rest }
}
