import type { PodIdentityAssociation, PodIdentityAssociationSummary } from '@aws-sdk/client-eks'
import type { AssociationRecord } from '../verify/setup.ts'

/** An association as it is looked at, from the whole of it or its outline. */
export function associationRecord(
  association: PodIdentityAssociation | PodIdentityAssociationSummary,
): AssociationRecord {
  const { associationId, namespace = '', serviceAccount = '' } = association
  const {
    roleArn,
    targetRoleArn,
    externalId,
    disableSessionTags,
    policy,
    modifiedAt,
  }: PodIdentityAssociation = association
  const modified = modifiedAt === undefined ? Number.NaN : new Date(modifiedAt).getTime()
  return {
    ...(associationId ? { id: associationId } : {}),
    namespace,
    serviceAccount,
    ...(roleArn ? { roleArn } : {}),
    ...(targetRoleArn ? { targetRoleArn } : {}),
    ...(externalId ? { externalId } : {}),
    ...(disableSessionTags ? { disableSessionTags } : {}),
    ...(policy ? { policy } : {}),
    ...(Number.isNaN(modified) ? {} : { modified }),
  }
}
