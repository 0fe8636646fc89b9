import { type HttpRequest, jsonTarget, routeOperation } from '@rolecall/aws-protocol'
import type { Service } from '../services/service.ts'
import type { RequestHead } from './request-head.ts'

/**
 * The service a request is for. A signature names it in its scope. Without one, a Query call such as
 * AssumeRoleWithWebIdentity may be meant, and its `Version` tells: each Query service has its own. What is left
 * is refused for want of a signature, in the words of the service whose path it is.
 */
export function serviceOf(
  head: RequestHead,
  request: HttpRequest,
  services: readonly Service[],
): Service | undefined {
  if (head.signedFor !== undefined) return services.find(({ model }) => model.name === head.signedFor)
  const target = head.headers.get('x-amz-target')
  if (target !== undefined) {
    const prefix = jsonTarget(target)?.prefix
    return services.find(({ model }) => prefix !== undefined && model.targetPrefix === prefix)
  }
  const version =
    versionOf(head.query) ?? versionOf(Buffer.from(request.body.subarray(0, mostRead)).toString('latin1'))
  return (
    services.find(({ model }) => model.protocol === 'query' && model.version === version) ??
    services.find(({ model }) => model.protocol === 'rest-json' && routeOperation(model, request))
  )
}

/** Tokens may stand before the version; no other parameter is as long. */
const mostRead = 65_536

function versionOf(parameters: string): string | undefined {
  return /(?:^|&)Version=([0-9-]+)(?:&|$)/.exec(parameters)?.[1]
}
