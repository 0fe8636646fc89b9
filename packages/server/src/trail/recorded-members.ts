import { NormalizedSchema } from '@smithy/core/schema'
import type { SchemaRef } from '@smithy/types'

type Write = (value: never) => unknown

/** Secrets that the models do not mark as sensitive. */
const hidden = new Set([
  'AuthenticationCode1',
  'AuthenticationCode2',
  'SAMLAssertion',
  'SessionToken',
  'TokenCode',
])

const writers = new Map<SchemaRef, Write>()

/**
 * An input or output as a record holds it: names begin with a small letter, what the model marks as
 * sensitive is left out, times are ISO 8601. `null` when there is nothing to say.
 */
export function recordedMembers(schema: SchemaRef, value: unknown): unknown {
  if (value === undefined || value === null) return null
  const known = writers.get(schema) ?? writer(NormalizedSchema.of(schema), 0)
  writers.set(schema, known)
  const written = known(value as never)
  return typeof written === 'object' && written !== null && Object.keys(written).length === 0 ? null : written
}

/** Deeper than any shape of these services; shapes may contain themselves. */
const deepest = 12

function writer(schema: NormalizedSchema, depth: number): Write {
  if (depth > deepest) return () => '…'
  if (schema.isStructSchema()) return structureWriter(schema, depth)
  if (schema.isListSchema()) {
    const member = writer(schema.getValueSchema(), depth + 1)
    return (list: readonly never[]) => list.map(member)
  }
  if (schema.isMapSchema()) {
    const member = writer(schema.getValueSchema(), depth + 1)
    return (map: Record<string, never>) =>
      Object.fromEntries(Object.entries(map).map(([key, one]) => [key, member(one)]))
  }
  if (schema.isTimestampSchema()) return (time: Date) => time.toISOString()
  if (schema.isBlobSchema()) return () => '<blob>'
  return (value) => value
}

function structureWriter(schema: NormalizedSchema, depth: number): Write {
  const members: [name: string, recorded: string, write: Write][] = []
  for (const [name, member] of schema.structIterator()) {
    if (hidden.has(name) || member.getMergedTraits().sensitive) continue
    members.push([name, name.charAt(0).toLowerCase() + name.slice(1), writer(member, depth + 1)])
  }
  return (value: Record<string, never>) => {
    const recorded: Record<string, unknown> = {}
    for (const [name, as, write] of members) {
      if (value[name] !== undefined && value[name] !== null) recorded[as] = write(value[name])
    }
    return recorded
  }
}
