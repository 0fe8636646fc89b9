import type { Policy as PolicyOutput } from '@aws-sdk/client-iam'
import type { ManagedPolicy } from '../../../records/managed-policy.ts'
import { iamDate } from '../iam-date.ts'
import { tagList } from '../tag/tag-list.ts'
import type { AttachmentCounts } from './attachments.ts'

const unused: AttachmentCounts = { permissions: 0, boundary: 0 }

/** What the operations say of a managed policy; each leaves out what AWS leaves out. */
export const policyOutput = {
  created: (policy: ManagedPolicy): PolicyOutput => ({
    ...policyOutput.listed(policy),
    ...(Object.keys(policy.tags).length === 0 ? {} : { Tags: tagList(policy.tags) }),
  }),
  listed: (policy: ManagedPolicy, counts: AttachmentCounts = unused): PolicyOutput => ({
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersionId,
    AttachmentCount: counts.permissions,
    PermissionsBoundaryUsageCount: counts.boundary,
    IsAttachable: policy.isAttachable ?? true,
    CreateDate: iamDate(policy.createdAt),
    UpdateDate: iamDate(policy.updatedAt),
  }),
  whole: (policy: ManagedPolicy, counts: AttachmentCounts = unused): PolicyOutput => ({
    ...policyOutput.listed(policy, counts),
    ...(policy.description === undefined ? {} : { Description: policy.description }),
    Tags: tagList(policy.tags),
  }),
}
