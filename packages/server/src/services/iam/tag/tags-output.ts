import type { Tag } from '@aws-sdk/client-iam'
import type { Tags } from '../../../records/tags.ts'
import { tagList } from './tag-list.ts'

/** Tags as answers tell them of one thing; what has none says nothing of them. */
export function tagsOutput({ tags }: { tags: Tags }): { Tags?: Tag[] } {
  return Object.keys(tags).length === 0 ? {} : { Tags: tagList(tags) }
}
