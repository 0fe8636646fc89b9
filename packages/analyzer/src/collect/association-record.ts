import type { PodIdentityAssociation, PodIdentityAssociationSummary } from '@aws-sdk/client-eks'
import type { AssociationRecord } from '../snapshot/snapshot.ts'

/** An association as it is looked at, from the whole of it or its outline. */
export function associationRecord(
  association: PodIdentityAssociation | PodIdentityAssociationSummary,
): AssociationRecord {
  const { associationId, clusterName = '', namespace = '', serviceAccount = '' } = association
  const {
    roleArn,
    targetRoleArn,
    externalId,
    disableSessionTags,
    policy,
    createdAt,
    modifiedAt,
  }: PodIdentityAssociation = association
  const created = timeOf(createdAt)
  const modified = timeOf(modifiedAt)
  return {
    ...(associationId ? { id: associationId } : {}),
    cluster: clusterName,
    namespace,
    serviceAccount,
    ...(roleArn ? { roleArn } : {}),
    ...(targetRoleArn ? { targetRoleArn } : {}),
    ...(externalId ? { externalId } : {}),
    ...(disableSessionTags ? { disableSessionTags } : {}),
    ...(policy ? { policy } : {}),
    ...(Number.isNaN(created) ? {} : { created }),
    ...(Number.isNaN(modified) ? {} : { modified }),
  }
}

/** In files a time is text. */
function timeOf(at: Date | undefined): number {
  return at === undefined ? Number.NaN : new Date(at).getTime()
}
