import type { TagRoleRequest } from '@aws-sdk/client-iam'
import type { OperationSchema } from '@rolecall/aws-protocol'
import { iamConstraints } from '../constraints.ts'
import { mergeTags } from './merge-tags.ts'
import { requestTagKeys } from './request-tag-keys.ts'
import { tagOperation } from './tag-operation.ts'
import type { Taggable } from './taggable.ts'

/** Puts tags over those that are there. */
export function tagResource(kind: Taggable, schema: OperationSchema) {
  return tagOperation<Pick<TagRoleRequest, 'Tags'>>(kind, schema, {
    constraints: { Tags: iamConstraints.tags },
    readOnly: false,
    keys: ({ Tags = [] }) => requestTagKeys(Tags),
    async handle({ Tags }, named, context) {
      const kept = await kind.findOwn(named, context)
      await kind.keep({ ...kept, tags: mergeTags(kept.tags, Tags, kind.rule) }, context)
    },
  })
}
