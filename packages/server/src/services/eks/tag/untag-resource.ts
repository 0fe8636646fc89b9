import { UntagResource$, type UntagResourceRequest, type UntagResourceResponse } from '@aws-sdk/client-eks'
import { list, text } from '@rolecall/aws-protocol'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { tagPermission } from './tag-permission.ts'
import { tagged } from './tagged.ts'

/** A key that is not there is no fault. */
export const untagResource = operation<Given<UntagResourceRequest>, UntagResourceResponse>(UntagResource$, {
  constraints: { tagKeys: list({ min: 1, max: 50, of: text({ min: 1, max: 128 }) }) },
  authorize: tagPermission('UntagResource', ({ tagKeys }) => [['aws:TagKeys', tagKeys]]),
  trail: { readOnly: false },
  async handle({ resourceArn, tagKeys }, context) {
    const resource = await tagged(resourceArn, context)
    await resource.keep(
      Object.fromEntries(Object.entries(resource.tags).filter(([key]) => !tagKeys.includes(key))),
    )
    return {}
  },
})
