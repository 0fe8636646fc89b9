import type { OperationSchema, ProtocolName } from '@rolecall/aws-protocol'
import { Fault, type FaultShape } from '@rolecall/core'
import { type Operation, operation } from './operation.ts'

/** Operations of a service that this server does not offer: why, and which. */
export type LeftOut = readonly (readonly [because: string, ...operations: OperationSchema[]])[]

/** The code for an operation that a service does not have. */
const shapes: Readonly<Record<'query' | 'json', FaultShape>> = {
  query: { code: 'InvalidAction', status: 400, blame: 'client' },
  json: { code: 'UnknownOperationException', status: 400, blame: 'client' },
}

/** What only reads, by the names that AWS gives such operations. */
const reading = /^(BatchGet|Check|Describe|Get|List|Lookup|Search|Simulate|Validate)/

/**
 * The rows of operations that are left out. Whoever proves who they are is told so, in the shape of AWS's error
 * and never by a made-up success; the call is in the trail like any other.
 */
export function leftOutOperations(
  { name, protocol }: { name: string; protocol: ProtocolName },
  leftOut: LeftOut,
): Operation[] {
  return leftOut.flatMap(([because, ...schemas]) =>
    schemas.map((schema) =>
      operation<object, void>(schema, {
        authorize: () => [],
        trail: { readOnly: reading.test(schema[2]) },
        async handle() {
          throw new Fault(
            shapes[protocol === 'query' ? 'query' : 'json'],
            `This server does not offer ${name}:${schema[2]}: ${because}.`,
          )
        },
      }),
    ),
  )
}
