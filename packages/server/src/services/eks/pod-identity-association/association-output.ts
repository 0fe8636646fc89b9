import type {
  PodIdentityAssociation as AssociationOutput,
  PodIdentityAssociationSummary,
} from '@aws-sdk/client-eks'
import type { PodIdentityAssociation } from '../../../records/pod-identity-association.ts'
import { externalId } from './external-id.ts'

/** An association as EKS writes it: whole, or as lists have it. */
export const associationOutput = {
  summary: (association: PodIdentityAssociation): PodIdentityAssociationSummary => ({
    clusterName: association.clusterName,
    namespace: association.namespace,
    serviceAccount: association.serviceAccount,
    associationArn: association.arn,
    associationId: association.id,
    ...(association.ownerArn === undefined ? {} : { ownerArn: association.ownerArn }),
  }),
  whole(association: PodIdentityAssociation): AssociationOutput {
    const { namespace, serviceAccount, targetRoleArn, policy } = association
    return {
      ...associationOutput.summary(association),
      roleArn: association.roleArn,
      tags: { ...association.tags },
      createdAt: new Date(association.createdAt),
      modifiedAt: new Date(association.modifiedAt),
      disableSessionTags: association.disableSessionTags,
      ...(targetRoleArn === undefined
        ? {}
        : { targetRoleArn, externalId: externalId(association, namespace, serviceAccount) }),
      ...(policy === undefined ? {} : { policy }),
    }
  },
}
