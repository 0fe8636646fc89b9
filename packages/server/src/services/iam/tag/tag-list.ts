import type { Tag } from '@aws-sdk/client-iam'
import type { Tags } from '../../../records/tags.ts'

/** Tags as IAM writes them. */
export function tagList(tags: Tags): Tag[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
}
