import { NormalizedSchema } from '@smithy/core/schema'
import type { $SchemaRef } from '@smithy/types'

export type Member = readonly [name: string, schema: NormalizedSchema]

/** The members of a structure, or none when an operation has no input or output. */
export function structMembers(ref: $SchemaRef | NormalizedSchema): readonly Member[] {
  const schema = NormalizedSchema.of(ref as $SchemaRef)
  return schema.isStructSchema() ? [...schema.structIterator()] : []
}
