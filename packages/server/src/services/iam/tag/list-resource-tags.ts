import type { ListRoleTagsRequest } from '@aws-sdk/client-iam'
import type { OperationSchema } from '@rolecall/aws-protocol'
import { iamConstraints } from '../constraints.ts'
import { tagOperation } from './tag-operation.ts'
import { tagPage } from './tag-page.ts'
import type { Taggable } from './taggable.ts'

/** The tags, in pages. */
export function listResourceTags(kind: Taggable, schema: OperationSchema) {
  return tagOperation<Pick<ListRoleTagsRequest, 'Marker' | 'MaxItems'>>(kind, schema, {
    constraints: { Marker: iamConstraints.marker, MaxItems: iamConstraints.maxItems },
    readOnly: true,
    async handle(input, named, context) {
      const { tags } = await kind.find(named, context)
      return tagPage(tags, input)
    },
  })
}
