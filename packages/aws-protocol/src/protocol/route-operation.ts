import type { HttpRequest } from '../http-request.ts'
import type { RoutedOperation, ServiceModel } from './protocol.ts'

/**
 * Which operation a request names: by `Action` and `Version`, by `X-Amz-Target`, or by method, path and query.
 * `undefined` when it names none; answer that with `unknownOperation`.
 */
export function routeOperation(model: ServiceModel, request: HttpRequest): RoutedOperation | undefined {
  return model.route(request)
}
