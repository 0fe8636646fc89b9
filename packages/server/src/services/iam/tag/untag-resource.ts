import type { UntagRoleRequest } from '@aws-sdk/client-iam'
import type { OperationSchema } from '@rolecall/aws-protocol'
import { iamConstraints } from '../constraints.ts'
import { dropTags } from './drop-tags.ts'
import { tagOperation } from './tag-operation.ts'
import type { Taggable } from './taggable.ts'

/** Takes tags away. */
export function untagResource(kind: Taggable, schema: OperationSchema) {
  return tagOperation<Pick<UntagRoleRequest, 'TagKeys'>>(kind, schema, {
    constraints: { TagKeys: iamConstraints.tagKeys },
    readOnly: false,
    keys: ({ TagKeys = [] }) => [['aws:TagKeys', TagKeys]],
    async handle({ TagKeys = [] }, named, context) {
      const kept = await kind.findOwn(named, context)
      await kind.keep({ ...kept, tags: dropTags(kept.tags, TagKeys, kind.rule) }, context)
    },
  })
}
