import {
  ListTagsForResource$,
  type ListTagsForResourceRequest,
  type ListTagsForResourceResponse,
} from '@aws-sdk/client-eks'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { tagPermission } from './tag-permission.ts'
import { tagged } from './tagged.ts'

export const listTagsForResource = operation<Given<ListTagsForResourceRequest>, ListTagsForResourceResponse>(
  ListTagsForResource$,
  {
    authorize: tagPermission('ListTagsForResource'),
    trail: { readOnly: true },
    handle: async ({ resourceArn }, context) => ({ tags: { ...(await tagged(resourceArn, context)).tags } }),
  },
)
