import { NormalizedSchema } from '@smithy/core/schema'
import type { $SchemaRef } from '@smithy/types'
import { structMembers } from './struct-members.ts'
import { wirePath } from './wire-path.ts'

type Walk = (value: unknown, path: string, found: string[]) => void

/** Compiles the search for required members that a value lacks; each is named by its path, as AWS does. */
export function missingMembers(ref: $SchemaRef): (input: unknown) => readonly string[] {
  const walk = compile(NormalizedSchema.of(ref), new Map())
  if (!walk) return () => []
  return (input) => {
    const found: string[] = []
    walk(input, '', found)
    return found
  }
}

/** `undefined` when nothing below can be missing, so that most of an input is never looked at. */
function compile(schema: NormalizedSchema, known: Map<unknown, Walk>): Walk | undefined {
  if (schema.isStructSchema()) return structure(schema, known)
  if (schema.isListSchema()) {
    const member = compile(schema.getValueSchema(), known)
    return (
      member &&
      ((value, path, found) => {
        for (const [at, item] of (value as unknown[]).entries()) member(item, wirePath.item(path, at), found)
      })
    )
  }
  if (schema.isMapSchema()) {
    const member = compile(schema.getValueSchema(), known)
    return (
      member &&
      ((value, path, found) => {
        for (const key of Object.keys(value as object)) {
          member((value as Record<string, unknown>)[key], wirePath.entry(path, key), found)
        }
      })
    )
  }
  return undefined
}

function structure(schema: NormalizedSchema, known: Map<unknown, Walk>): Walk | undefined {
  const shape = schema.getSchema()
  const before = known.get(shape)
  if (before) return before
  let parts: readonly { name: string; required: boolean; below: Walk | undefined }[] = []
  const walk: Walk = (value, path, found) => {
    for (const { name, required, below } of parts) {
      const member = (value as Record<string, unknown>)[name]
      if (member === undefined || member === null) {
        if (required) found.push(wirePath.member(path, name))
      } else below?.(member, wirePath.member(path, name), found)
    }
  }
  // Known before it is finished, because shapes such as DynamoDB's AttributeValue hold themselves.
  known.set(shape, walk)
  const count = Array.isArray(shape) && typeof shape[6] === 'number' ? shape[6] : 0
  parts = structMembers(schema)
    .map(([name, member], at) => ({ name, required: at < count, below: compile(member, known) }))
    .filter(({ required, below }) => required || below)
  return parts.length > 0 ? walk : undefined
}
