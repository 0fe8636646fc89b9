import { Fault, type FaultShape } from '@rolecall/core'
import { NormalizedSchema } from '@smithy/core/schema'
import type { StaticErrorSchema } from '@smithy/types'
import { errorSchemas } from './error-schemas.ts'

const shapes = new WeakMap<StaticErrorSchema, Map<number | undefined, FaultShape>>()

/**
 * The fault that an error's schema describes, such as `NoSuchEntityException$`: code, status and blame are
 * those of its traits. `members` are further members of the shape, by their names in it.
 *
 * @param status of a service that is known to answer another than its model says.
 */
export function faultOf(
  schema: StaticErrorSchema,
  message: string,
  members: Readonly<Record<string, unknown>> = {},
  status?: number,
): Fault {
  const ofSchema = shapes.get(schema) ?? new Map<number | undefined, FaultShape>()
  shapes.set(schema, ofSchema)
  let shape = ofSchema.get(status)
  if (!shape) {
    shape = shapeOf(schema, status)
    ofSchema.set(status, shape)
    errorSchemas.set(shape, schema)
  }
  return new Fault(shape, message, members)
}

function shapeOf(schema: StaticErrorSchema, known: number | undefined): FaultShape {
  const traits = NormalizedSchema.of(schema).getMergedTraits()
  const blame = traits.error === 'server' ? 'server' : 'client'
  const [code, status] = (traits['awsQueryError'] ?? []) as [string?, number?]
  return {
    code: code ?? schema[2],
    status:
      known ?? status ?? (traits['httpError'] as number | undefined) ?? (blame === 'server' ? 500 : 400),
    blame,
  }
}
