import type { PodIdentityAssociation, PodIdentityAssociationSummary } from '@aws-sdk/client-eks'
import type { AssociationRecord } from '../verify/setup.ts'

/** An association as it is looked at, from the whole of it or its outline. */
export function associationRecord(
  association: PodIdentityAssociation | PodIdentityAssociationSummary,
): AssociationRecord {
  const { namespace = '', serviceAccount = '' } = association
  const { roleArn, targetRoleArn, externalId, disableSessionTags, modifiedAt }: PodIdentityAssociation =
    association
  const modified = modifiedAt === undefined ? Number.NaN : new Date(modifiedAt).getTime()
  return {
    namespace,
    serviceAccount,
    ...(roleArn ? { roleArn } : {}),
    ...(targetRoleArn ? { targetRoleArn } : {}),
    ...(externalId ? { externalId } : {}),
    ...(disableSessionTags ? { disableSessionTags } : {}),
    ...(Number.isNaN(modified) ? {} : { modified }),
  }
}
