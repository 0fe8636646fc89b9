import type { NormalizedSchema } from '@smithy/core/schema'
import { base64 } from './base64.ts'
import { setMember } from './set-member.ts'
import { type Member, structMembers } from './struct-members.ts'
import { type TimestampFormat, timestamp } from './timestamp.ts'

/** Turns a value into what `JSON.stringify` writes. */
export type JsonWriter = (value: unknown) => unknown

export interface JsonSettings {
  /** Whether members may have other names on the wire; only REST-JSON knows those. */
  readonly jsonName: boolean
  /** The format of timestamps that do not say. */
  readonly format: TimestampFormat
}

/** Compiles writers. Only members of the schema are written, whatever else a value holds. */
export const jsonWriter = {
  value: (schema: NormalizedSchema, settings: JsonSettings): JsonWriter =>
    valueWriter(schema, settings, new Map()),
  /** Some members of a structure. */
  members: (members: readonly Member[], settings: JsonSettings): JsonWriter =>
    membersWriter(members, settings, new Map()),
}

function valueWriter(
  schema: NormalizedSchema,
  settings: JsonSettings,
  known: Map<unknown, JsonWriter>,
): JsonWriter {
  if (schema.isStructSchema()) {
    const shape = schema.getSchema()
    const before = known.get(shape)
    if (before) return before
    let write: JsonWriter = (value) => value
    known.set(shape, (value) => write(value))
    write = membersWriter(structMembers(schema), settings, known)
    known.set(shape, write)
    return write
  }
  if (schema.isListSchema()) {
    const write = valueWriter(schema.getValueSchema(), settings, known)
    return (value) =>
      (value as unknown[]).map((item) => (item === null || item === undefined ? null : write(item)))
  }
  if (schema.isMapSchema()) {
    const write = valueWriter(schema.getValueSchema(), settings, known)
    return (value) => {
      const record: Record<string, unknown> = {}
      for (const [key, item] of Object.entries(value as object)) {
        if (item !== undefined) setMember(record, key, item === null ? null : write(item))
      }
      return record
    }
  }
  return simple(schema, settings.format)
}

function membersWriter(
  members: readonly Member[],
  settings: JsonSettings,
  known: Map<unknown, JsonWriter>,
): JsonWriter {
  const writers = members.map(([name, member]) => {
    const wireName = (settings.jsonName && member.getMergedTraits().jsonName) || name
    return [name, wireName, valueWriter(member, settings, known)] as const
  })
  return (value) => {
    const record: Record<string, unknown> = {}
    for (const [name, wireName, write] of writers) {
      const member = (value as Record<string, unknown>)[name]
      if (member !== undefined && member !== null) record[wireName] = write(member)
    }
    return record
  }
}

function simple(schema: NormalizedSchema, format: TimestampFormat): JsonWriter {
  if (schema.isBlobSchema()) return (value) => base64.encode(value as Uint8Array)
  if (schema.isTimestampSchema()) {
    const own = timestamp.formatOf(schema.getSchema(), format)
    if (own === 'epoch-seconds') return (value) => (value as Date).getTime() / 1000
    return (value) => timestamp.format(value as Date, own)
  }
  if (schema.isBigIntegerSchema() || schema.isBigDecimalSchema()) {
    throw new TypeError(`${schema.getName(true)} has more digits than a JSON number can be trusted with`)
  }
  return (value) => value
}
