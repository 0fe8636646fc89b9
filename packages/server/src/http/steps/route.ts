import { readSignature, routeOperation, unknownOperation } from '@rolecall/aws-protocol'
import { callFaults } from '../call-faults.ts'
import type { Exchange } from '../exchange.ts'
import { isRegionHere } from '../is-region-here.ts'
import type { PipelineTools } from '../pipeline-tools.ts'
import { serviceOf } from '../service-of.ts'

/**
 * Finds the service, its operation, and the signature that the request bears. Services share one address and
 * are told apart as AWS does: by the scope of the signature, the target header, the version of the query.
 */
export function route(exchange: Exchange, { services, defaultRegion }: PipelineTools): void {
  const { request, arrival } = exchange
  const service = serviceOf(arrival.head, request, services)
  if (!service) throw callFaults.unknownService(arrival.head.signedFor)
  exchange.service = service
  // Found before the signature is read, so that a refused signature is in the trail of the operation.
  const routed = routeOperation(service.model, request)
  const operation = routed && service.operations.get(routed.operation.name)
  if (operation) {
    exchange.routed = routed
    exchange.operation = operation
  }
  const dialect = service.model.protocol === 'query' ? 'default' : 'json'
  exchange.signature = readSignature(request, dialect)
  const asked = exchange.signature?.scope.region
  exchange.region = asked !== undefined && isRegionHere(asked, defaultRegion) ? asked : defaultRegion
  if (!operation) throw unknownOperation(service.model, request)
}
