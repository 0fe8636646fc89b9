import type { NormalizedSchema } from '@smithy/core/schema'
import { base64 } from './base64.ts'
import { type TimestampFormat, timestamp } from './timestamp.ts'

export type TextWriter = (value: unknown) => string

/** Compiles the writer of a simple value as text; `undefined` for lists, maps and structures. */
export function textWriter(schema: NormalizedSchema, format: TimestampFormat): TextWriter | undefined {
  if (schema.isStringSchema() || schema.isNumericSchema() || schema.isBooleanSchema()) return String
  if (schema.isBlobSchema()) return (value) => base64.encode(value as Uint8Array)
  if (schema.isTimestampSchema()) {
    const own = timestamp.formatOf(schema.getSchema(), format)
    return (value) => timestamp.format(value as Date, own)
  }
  if (schema.isBigIntegerSchema()) return String
  if (schema.isBigDecimalSchema()) {
    return (value) =>
      typeof value === 'object' && value !== null && 'string' in value ? String(value.string) : String(value)
  }
  return undefined
}
