import {
  DescribePodIdentityAssociationCommand,
  type EKSClient,
  ListPodIdentityAssociationsCommand,
  type PodIdentityAssociation,
} from '@aws-sdk/client-eks'
import { unlessMissing } from '../../plan/unless-missing.ts'
import type { DissociateOptions } from '../dissociate-options.ts'

/** The association of a ServiceAccount, by its very name, whole. */
export async function readAssociation(
  eks: EKSClient,
  { cluster: clusterName, namespace, serviceAccount }: DissociateOptions,
): Promise<PodIdentityAssociation | undefined> {
  const names = { clusterName, namespace, serviceAccount }
  const { associations = [] } = await eks.send(new ListPodIdentityAssociationsCommand(names))
  const [{ associationId } = {}] = associations
  if (associationId === undefined) return undefined
  const command = new DescribePodIdentityAssociationCommand({ clusterName, associationId })
  return (await unlessMissing(eks.send(command)))?.association
}
