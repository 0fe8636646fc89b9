import type { Tag } from '@aws-sdk/client-iam'
import type { Tags } from '../../../records/tags.ts'
import { page } from '../page.ts'
import type { PageInput } from '../page-marker.ts'
import { tagList } from './tag-list.ts'

/** A page of tags, sorted by key as the operations that list tags do. */
export function tagPage(
  tags: Tags,
  input: PageInput,
): { Tags: Tag[]; IsTruncated: boolean; Marker?: string } {
  const { items, marker } = page(tagList(tags), input, ({ Key = '' }) => Key)
  return { Tags: items, ...marker }
}
