import { type ServiceDescription, serviceModel } from '@rolecall/aws-protocol'
import type { Operation } from './operation.ts'
import type { Service } from './service.ts'

/** A service made of its operations' rows; its model is derived from them. */
export function serviceOfOperations(
  wire: Omit<ServiceDescription, 'operations'>,
  operations: readonly Operation[],
): Service {
  return {
    model: serviceModel({ ...wire, operations: operations.map(({ schema }) => schema) }),
    eventSource: `${wire.name}.amazonaws.com`,
    operations: new Map(operations.map((operation) => [operation.schema[2], operation])),
  }
}
