import { type ServiceDescription, serviceModel } from '@rolecall/aws-protocol'
import { type LeftOut, leftOutOperations } from './left-out.ts'
import type { Operation } from './operation.ts'
import type { Service } from './service.ts'

/** An installation has one of each of these, so that nobody hides a call in a region where nobody looks. */
const globalServices: ReadonlySet<string> = new Set(['iam', 'organizations', 'sts'])

/** A service made of its operations' rows, and of those it leaves out; its model is derived from them. */
export function serviceOfOperations(
  wire: Omit<ServiceDescription, 'operations'>,
  offered: readonly Operation[],
  leftOut: LeftOut = [],
): Service {
  const operations = [...offered, ...leftOutOperations(wire, leftOut)]
  return {
    model: serviceModel({ ...wire, operations: operations.map(({ schema }) => schema) }),
    eventSource: `${wire.name}.amazonaws.com`,
    isGlobal: globalServices.has(wire.name),
    operations: new Map(operations.map((operation) => [operation.schema[2], operation])),
    leftOut,
  }
}
