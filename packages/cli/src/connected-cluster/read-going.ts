import {
  DescribePodIdentityAssociationCommand,
  type EKSClient,
  type PodIdentityAssociation,
} from '@aws-sdk/client-eks'
import { listAssociations } from '../cluster/list-associations.ts'
import { inParallel } from '../plan/in-parallel.ts'
import { unlessDenied } from '../plan/unless-denied.ts'
import { unlessMissing } from '../plan/unless-missing.ts'

/** The associations that go with a cluster, each whole, or nothing where the caller may not read them. */
export async function readGoing(
  eks: EKSClient,
  clusterName: string,
): Promise<readonly PodIdentityAssociation[] | undefined> {
  const reading = async () => {
    const ids: string[] = []
    for await (const { associationId } of listAssociations(eks, clusterName))
      if (associationId !== undefined) ids.push(associationId)
    return inParallel(ids, (associationId) =>
      unlessMissing(eks.send(new DescribePodIdentityAssociationCommand({ clusterName, associationId }))),
    )
  }
  // Of a cluster that is not there, EKS says so when it is to go.
  const found = await unlessMissing(reading()).catch(unlessDenied('denied' as const))
  if (found === 'denied') return undefined
  return (found ?? []).flatMap((one) => one?.association ?? [])
}
