import type { Fault } from '@rolecall/core'
import type { HttpResponse } from '../http-request.ts'
import type { ProtocolName, ServiceModel } from './protocol.ts'
import { protocols } from './protocols.ts'

/**
 * Writes a fault as the service's protocol does. The name of a protocol alone will do before the service is
 * known. `accept` is the request's `Accept` header.
 */
export function writeFault(
  model: ServiceModel | ProtocolName,
  fault: Fault,
  requestId: string,
  accept?: string,
): HttpResponse {
  const service: Pick<ServiceModel, 'protocol' | 'namespace'> =
    typeof model === 'string' ? { protocol: model } : model
  return protocols[service.protocol].writeFault(fault, requestId, service, accept)
}
