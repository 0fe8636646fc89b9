import { createPodIdentityAssociation } from './create-pod-identity-association.ts'
import { deletePodIdentityAssociation } from './delete-pod-identity-association.ts'
import { describePodIdentityAssociation } from './describe-pod-identity-association.ts'
import { listPodIdentityAssociations } from './list-pod-identity-associations.ts'
import { updatePodIdentityAssociation } from './update-pod-identity-association.ts'

/** Operations on associations of EKS Pod Identity. */
export const podIdentityAssociationOperations = [
  createPodIdentityAssociation,
  deletePodIdentityAssociation,
  describePodIdentityAssociation,
  listPodIdentityAssociations,
  updatePodIdentityAssociation,
]
