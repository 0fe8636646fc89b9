import type { Fault } from '@rolecall/core'
import type { HttpRequest } from '../http-message.ts'
import type { ServiceModel } from './protocol.ts'
import { protocols } from './protocols.ts'

/** The fault for a request that names no operation of the service, in the service's words. */
export function unknownOperation(
  model: Pick<ServiceModel, 'name' | 'protocol' | 'version'>,
  request: HttpRequest,
): Fault {
  return protocols[model.protocol].unknownOperation(request, model)
}
