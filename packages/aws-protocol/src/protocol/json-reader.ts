import { Fault } from '@rolecall/core'
import type { NormalizedSchema } from '@smithy/core/schema'
import { base64 } from './base64.ts'
import type { JsonSettings } from './json-writer.ts'
import { setMember } from './set-member.ts'
import { type Member, structMembers } from './struct-members.ts'
import { timestamp } from './timestamp.ts'

/** Checks what `JSON.parse` gave against a schema and turns it into the schema's value. */
export type JsonReader = (value: unknown) => unknown

type Known = Map<unknown, JsonReader>

/**
 * Compiles readers. Members the schema does not name are passed over, `null` is an absent member, and every
 * other surprise is AWS's SerializationException.
 */
export const jsonReader = {
  value: (schema: NormalizedSchema, settings: JsonSettings): JsonReader =>
    valueReader(schema, settings, new Map()),
  /** Some members of a structure. */
  members: (members: readonly Member[], settings: JsonSettings): JsonReader =>
    membersReader(members, settings, new Map()),
}

function valueReader(schema: NormalizedSchema, settings: JsonSettings, known: Known): JsonReader {
  if (schema.isStructSchema()) return structure(schema, settings, known)
  if (schema.isListSchema()) {
    const read = valueReader(schema.getValueSchema(), settings, known)
    const sparse = schema.getMergedTraits().sparse === 1
    return (value) => {
      if (!Array.isArray(value)) throw unexpected(value)
      return value.map((item) => {
        if (item !== null) return read(item)
        if (sparse) return null
        throw refuse('Null is not allowed in this list')
      })
    }
  }
  if (schema.isMapSchema()) {
    const read = valueReader(schema.getValueSchema(), settings, known)
    const sparse = schema.getMergedTraits().sparse === 1
    return (value) => {
      if (!isRecord(value)) throw unexpected(value)
      const record: Record<string, unknown> = {}
      for (const [key, item] of Object.entries(value)) {
        if (item === null && !sparse) throw refuse('Null is not allowed in this map')
        setMember(record, wellFormed(key), item === null ? null : read(item))
      }
      return record
    }
  }
  return simple(schema, settings)
}

function structure(schema: NormalizedSchema, settings: JsonSettings, known: Known): JsonReader {
  const shape = schema.getSchema()
  const before = known.get(shape)
  if (before) return before
  let readMembers: JsonReader = (value) => value
  const union = schema.isUnionSchema()
  const read: JsonReader = (value) => {
    const record = readMembers(value) as Record<string, unknown>
    if (union && Object.keys(record).length !== 1) {
      throw refuse('A union must have exactly one of its members')
    }
    return record
  }
  known.set(shape, read)
  readMembers = membersReader(structMembers(schema), settings, known)
  return read
}

function membersReader(members: readonly Member[], settings: JsonSettings, known: Known): JsonReader {
  const readers = members.map(([name, member]) => {
    const wireName = (settings.jsonName && member.getMergedTraits().jsonName) || name
    return [name, wireName, valueReader(member, settings, known)] as const
  })
  return (value) => {
    if (!isRecord(value)) throw unexpected(value)
    const record: Record<string, unknown> = {}
    for (const [name, wireName, read] of readers) {
      const member = Object.hasOwn(value, wireName) ? value[wireName] : undefined
      if (member !== undefined && member !== null) record[name] = read(member)
    }
    return record
  }
}

function simple(schema: NormalizedSchema, settings: JsonSettings): JsonReader {
  if (schema.isStringSchema()) {
    return (value) => (typeof value === 'string' ? wellFormed(value) : mismatch(value, 'String'))
  }
  if (schema.isNumericSchema()) {
    return (value) => (isExact(value) ? value : mismatch(value, 'Number'))
  }
  if (schema.isBooleanSchema()) {
    return (value) => (typeof value === 'boolean' ? value : mismatch(value, 'Boolean'))
  }
  if (schema.isBlobSchema()) {
    return (value) => (typeof value === 'string' && base64.decode(value)) || mismatch(value, 'Blob')
  }
  if (schema.isTimestampSchema()) {
    const format = timestamp.formatOf(schema.getSchema(), settings.format)
    const wanted = format === 'epoch-seconds' ? isNumber : isString
    return (value) =>
      (wanted(value) && timestamp.parse(String(value), format)) || mismatch(value, 'Timestamp')
  }
  if (schema.isDocumentSchema()) return (value) => value
  throw new TypeError(`${schema.getName(true)} cannot travel in JSON`)
}

/** The schemas do not tell integers from fractions; a whole number must be one that a double holds exactly. */
function isExact(value: unknown): value is number {
  if (typeof value !== 'number' || !Number.isFinite(value)) return false
  return !Number.isInteger(value) || Number.isSafeInteger(value)
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number'
}

function isString(value: unknown): boolean {
  return typeof value === 'string'
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A lone half of a surrogate pair, written as an escape, is no character and cannot be stored as UTF-8. */
function wellFormed(text: string): string {
  if (!text.isWellFormed()) throw refuse('A string is not valid Unicode')
  return text
}

function mismatch(value: unknown, wanted: string): never {
  if (typeof value === 'object' && value !== null) throw unexpected(value)
  const sent = value === true ? 'TRUE' : value === false ? 'FALSE' : isNumber(value) ? 'NUMBER' : 'STRING'
  throw refuse(`${sent}_VALUE cannot be converted to ${wanted}`)
}

function unexpected(value: unknown): Fault {
  if (Array.isArray(value)) return refuse('Start of list found where not expected')
  if (isRecord(value)) return refuse('Start of structure or map found where not expected')
  return refuse('Unexpected value type in payload')
}

function refuse(message: string): Fault {
  return new Fault({ code: 'SerializationException', status: 400, blame: 'client' }, message)
}
