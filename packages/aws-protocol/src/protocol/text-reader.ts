import type { NormalizedSchema } from '@smithy/core/schema'
import { NumericValue } from '@smithy/core/serde'
import { base64 } from './base64.ts'
import { numberText } from './number-text.ts'
import { type TimestampFormat, timestamp } from './timestamp.ts'

/** Reads a value from text, or answers `undefined` for text that is none. */
export type TextReader = (text: string) => unknown

/**
 * Compiles the reader of a simple value that travels as text: in a form, in XML, in a path, a query or a
 * header. `undefined` for lists, maps and structures.
 */
export function textReader(schema: NormalizedSchema, format: TimestampFormat): TextReader | undefined {
  if (schema.isStringSchema()) return (text) => text
  if (schema.isNumericSchema()) return numberText
  if (schema.isBooleanSchema()) return (text) => booleans[text.toLowerCase()]
  if (schema.isBlobSchema()) return base64.decode
  if (schema.isTimestampSchema()) {
    const own = timestamp.formatOf(schema.getSchema(), format)
    return (text) => timestamp.parse(text, own)
  }
  if (schema.isBigIntegerSchema()) {
    return (text) => (/^-?\d{1,400}$/.test(text) ? BigInt(text) : undefined)
  }
  if (schema.isBigDecimalSchema()) {
    return (text) =>
      /^-?\d{1,400}(?:\.\d{1,400})?$/.test(text) ? new NumericValue(text, 'bigDecimal') : undefined
  }
  return undefined
}

const booleans: Readonly<Record<string, boolean>> = Object.assign(Object.create(null), {
  true: true,
  false: false,
})
