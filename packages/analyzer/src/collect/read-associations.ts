import {
  DescribePodIdentityAssociationCommand,
  paginateListPodIdentityAssociations,
} from '@aws-sdk/client-eks'
import type { Lookup } from '../snapshot/lookup.ts'
import type { AssociationRecord } from '../verify/setup.ts'
import type { PodSubject } from '../why/question.ts'
import { ask } from './ask.ts'
import { associationRecord } from './association-record.ts'
import type { Doors } from './doors.ts'
import { gather } from './gather.ts'

/** Reads the associations of a cluster, the ServiceAccount's own in full. A server that has none of EKS Pod Identity has no association. */
export async function readAssociations(
  { cluster: clusterName, namespace, serviceAccount }: PodSubject,
  { eks }: Doors,
): Promise<Lookup<readonly AssociationRecord[]>> {
  const listed = await ask(
    gather(
      paginateListPodIdentityAssociations({ client: eks }, { clusterName }),
      (page) => page.associations,
    ),
  )
  if (listed.state === 'unread' && /^UnknownOperation/.test(listed.because))
    return { state: 'found', item: [] }
  if (listed.state !== 'found') return listed
  const item: AssociationRecord[] = []
  for (const one of listed.item) {
    if (one.namespace !== namespace || one.serviceAccount !== serviceAccount) {
      item.push(associationRecord(one))
      continue
    }
    const { associationId } = one
    const whole = await ask(
      eks.send(new DescribePodIdentityAssociationCommand({ clusterName, associationId })),
    )
    if (whole.state === 'unread') return whole
    if (whole.state === 'found') item.push(associationRecord(whole.item.association ?? one))
  }
  return { state: 'found', item }
}
