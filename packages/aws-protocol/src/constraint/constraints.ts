import { NormalizedSchema } from '@smithy/core/schema'
import type { OperationSchema } from '../protocol/protocol.ts'
import type { Constraint } from './constraint.ts'
import { structure } from './structure.ts'

/**
 * The limits of an operation's input that its schema does not carry. A name that the schema lacks is a mistake
 * in the row and is refused when the row is made.
 */
export function constraints(schema: OperationSchema, rows: Readonly<Record<string, Constraint>>): Constraint {
  const members = NormalizedSchema.of(schema[4]).getMemberSchemas()
  const unknown = Object.keys(rows).filter((name) => !(name in members))
  if (unknown.length > 0) throw new TypeError(`${schema[2]} has no input ${unknown.join(', ')}`)
  return structure(rows)
}
