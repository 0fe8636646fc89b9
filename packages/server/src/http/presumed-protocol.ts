import type { ProtocolName } from '@rolecall/aws-protocol'
import type { RequestHead } from './request-head.ts'

const protocolOfType: Readonly<Record<string, ProtocolName>> = {
  'application/x-amz-json-1.0': 'json-1.0',
  'application/x-amz-json-1.1': 'json-1.1',
  'application/x-www-form-urlencoded': 'query',
  'application/json': 'rest-json',
}

/**
 * The protocol that a client speaks to a service we do not know, so that it can read the refusal. What it sends
 * tells; a signed request for a resource, without a body, is one of a REST service.
 */
export function presumedProtocol({ headers, path, signedFor }: RequestHead): ProtocolName {
  const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
  const known = Object.hasOwn(protocolOfType, type) ? protocolOfType[type] : undefined
  return known ?? (signedFor !== undefined && path !== '/' ? 'rest-json' : 'query')
}
