import { listTagsForResource } from './list-tags-for-resource.ts'
import { tagResource } from './tag-resource.ts'
import { untagResource } from './untag-resource.ts'

/** Operations on the tags of everything that EKS has. */
export const tagOperations = [listTagsForResource, tagResource, untagResource]
