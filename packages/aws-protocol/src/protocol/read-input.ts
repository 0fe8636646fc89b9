import type { Constraint } from '../constraint/constraint.ts'
import type { HttpRequest } from '../http-request.ts'
import type { Labels, Operation, ServiceModel } from './protocol.ts'
import { protocols } from './protocols.ts'

/**
 * Parses the input of a routed operation and checks it against its schema: types, required members and, if
 * given, the limits the schema does not carry. Throws a `Fault` of AWS's code and text. `T` is the client
 * package's type of the input; the schema is what makes it true.
 */
export function readInput<T = Record<string, unknown>>(
  model: ServiceModel,
  operation: Operation,
  request: HttpRequest,
  labels: Labels,
  constraint?: Constraint,
): T {
  const input = operation.read(request, labels)
  const missing = operation.missing(input)
  if (missing.length === 0 && !constraint) return input as T
  const violations = missing.map(
    (path) => `Value null at '${path}' failed to satisfy constraint: Member must not be null`,
  )
  constraint?.(input, '', violations)
  if (violations.length > 0) throw (model.invalid ?? protocols[model.protocol].invalid)(violations)
  return input as T
}
