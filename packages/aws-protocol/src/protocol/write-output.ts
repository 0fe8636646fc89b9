import type { HttpResponse } from '../http-request.ts'
import type { Operation, ServiceModel } from './protocol.ts'

/**
 * Writes an operation's output. What the schema does not name is not written. `accept` is the request's
 * `Accept` header: Query services answer JSON to those who ask for it.
 */
export function writeOutput(
  _model: ServiceModel,
  operation: Operation,
  output: object,
  requestId: string,
  accept?: string,
): HttpResponse {
  return operation.write(output, requestId, accept)
}
