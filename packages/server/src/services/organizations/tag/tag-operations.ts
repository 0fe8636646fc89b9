import type { Operation } from '../../operation.ts'
import { listTagsForResource } from './list-tags-for-resource.ts'
import { tagResource } from './tag-resource.ts'
import { untagResource } from './untag-resource.ts'

/** Operations on the tags of what is in an organization. */
export const tagOperations: readonly Operation[] = [listTagsForResource, tagResource, untagResource]
