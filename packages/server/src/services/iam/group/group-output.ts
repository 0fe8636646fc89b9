import type { Group as GroupOutput } from '@aws-sdk/client-iam'
import type { Group } from '../../../records/group.ts'
import { iamDate } from '../iam-date.ts'

/** What every operation says of a group. */
export function groupOutput(group: Group): GroupOutput {
  return {
    Path: group.path,
    GroupName: group.name,
    GroupId: group.id,
    Arn: group.arn,
    CreateDate: iamDate(group.createdAt),
  }
}
