import {
  DescribePodIdentityAssociationCommand,
  type EKSClient,
  ListPodIdentityAssociationsCommand,
} from '@aws-sdk/client-eks'
import type { PodIdentityAssociation } from '../cluster-config/cluster-config.ts'
import { inParallel } from './in-parallel.ts'
import type { AssociationState } from './present.ts'

/** The associations of these ServiceAccounts as EKS holds them, by `namespace/name`. There is one of each at most. */
export async function readAssociations(
  eks: EKSClient,
  clusterName: string,
  wanted: readonly PodIdentityAssociation[],
): Promise<Record<string, AssociationState>> {
  const found = await inParallel(wanted, async ({ namespace, serviceAccountName: serviceAccount }) => {
    const listed = await eks.send(
      new ListPodIdentityAssociationsCommand({ clusterName, namespace, serviceAccount }),
    )
    const associationId = listed.associations?.[0]?.associationId
    if (associationId === undefined) return []
    const described = await eks.send(
      new DescribePodIdentityAssociationCommand({ clusterName, associationId }),
    )
    const {
      roleArn = '',
      targetRoleArn,
      disableSessionTags,
      policy,
      ownerArn,
      tags,
    } = described.association ?? {}
    const state: AssociationState = {
      id: associationId,
      roleArn,
      ...(targetRoleArn ? { targetRoleArn } : {}),
      disableSessionTags: disableSessionTags ?? false,
      ...(policy ? { policy } : {}),
      ...(ownerArn ? { ownerArn } : {}),
      tags: tags ?? {},
    }
    return [[`${namespace}/${serviceAccount}`, state] as const]
  })
  return Object.fromEntries(found.flat())
}
