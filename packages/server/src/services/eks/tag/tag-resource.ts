import { TagResource$, type TagResourceRequest, type TagResourceResponse } from '@aws-sdk/client-eks'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { eksFaults } from '../faults.ts'
import { mergeTags } from './merge-tags.ts'
import { requestTagKeys } from './request-tag-keys.ts'
import { tagPermission } from './tag-permission.ts'
import { tagged } from './tagged.ts'

export const tagResource = operation<Given<TagResourceRequest>, TagResourceResponse>(TagResource$, {
  authorize: tagPermission('TagResource', ({ tags }) => requestTagKeys(tags)),
  trail: { readOnly: false },
  async handle({ resourceArn, tags }, context) {
    const resource = await tagged(resourceArn, context)
    await resource.keep(mergeTags(resource.tags, tags, eksFaults.badRequest))
    return {}
  },
})
