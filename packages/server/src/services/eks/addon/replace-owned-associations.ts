import type { AddonPodIdentityAssociations } from '@aws-sdk/client-eks'
import type { Cluster } from '../../../records/cluster.ts'
import type { PodIdentityAssociation } from '../../../records/pod-identity-association.ts'
import type { ServiceContext } from '../../service-context.ts'
import { createAssociation } from '../pod-identity-association/create-association.ts'
import { deleteAssociations } from '../pod-identity-association/delete-associations.ts'

interface Owner {
  readonly cluster: Cluster
  /** ARN of the add-on. */
  readonly arn: string
  readonly namespace: string
}

/**
 * Makes the pod identity associations of an add-on, in place of those that it has. They are its own: they come, change
 * and go with it.
 *
 * @throws Fault InvalidParameterException, ResourceInUseException, ResourceLimitExceededException
 */
export async function replaceOwnedAssociations(
  { cluster, arn: ownerArn, namespace }: Owner,
  wanted: readonly AddonPodIdentityAssociations[],
  context: ServiceContext,
): Promise<PodIdentityAssociation[]> {
  await deleteAssociations(cluster.id, ownerArn, context.transaction)
  const made: PodIdentityAssociation[] = []
  for (const { roleArn = '', serviceAccount = '' } of wanted) {
    const association = { namespace, serviceAccount, roleArn, ownerArn }
    made.push(await createAssociation(cluster, association, context))
  }
  return made
}
