import type { Fault } from '@rolecall/core'
import type { HttpRequest } from '../http-request.ts'
import type { ServiceModel } from './protocol.ts'
import { protocols } from './protocols.ts'

/** The fault for a request that names no operation of the service, in the service's words. */
export function unknownOperation(model: Pick<ServiceModel, 'protocol'>, request: HttpRequest): Fault {
  return protocols[model.protocol].unknownOperation(request)
}
