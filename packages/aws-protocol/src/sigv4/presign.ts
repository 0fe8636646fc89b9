import type { HttpRequest } from '../http-request.ts'
import { amzDate } from './amz-date.ts'
import { canonicalRequest } from './canonical-request.ts'
import { computeSignature } from './compute-signature.ts'
import { credentialScope } from './credential-scope.ts'
import { payloadHash } from './payload-hash.ts'
import type { SigningCredentials, SigningOptions } from './sign-request.ts'
import { unsignableHeaders } from './unsignable-headers.ts'
import { uriEncode } from './uri-encode.ts'

/**
 * The query of a presigned request, without `?`, good for `expires` seconds (1 to 604800). The headers given
 * are signed and must be sent with it; `host` must be one. S3 never signs the body of such a request.
 */
export function presign(
  request: Omit<HttpRequest, 'body'> & { readonly body?: Uint8Array },
  credentials: SigningCredentials,
  options: SigningOptions & { readonly expires?: number },
): string {
  if (!request.headers.has('host')) throw new TypeError('a request must be signed with its host')
  const timestamp = amzDate.format(options.time)
  const scope = { date: timestamp.slice(0, 8), region: options.region, service: options.service }
  const names = [...request.headers.names()].filter((name) => !unsignableHeaders.has(name)).sort()
  const parameters: readonly (readonly [string, string | undefined])[] = [
    ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
    ['X-Amz-Credential', `${credentials.accessKeyId}/${credentialScope(scope)}`],
    ['X-Amz-Date', timestamp],
    ['X-Amz-Expires', options.expires === undefined ? undefined : String(options.expires)],
    ['X-Amz-Security-Token', credentials.sessionToken],
    ['X-Amz-SignedHeaders', names.join(';')],
  ]
  const query = [
    ...(request.query === '' ? [] : [request.query]),
    ...parameters.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${uriEncode(value)}`])),
  ].join('&')
  const unsigned = options.unsignedPayload ?? options.service === 's3'
  const payload = unsigned ? 'UNSIGNED-PAYLOAD' : payloadHash(request.body ?? '')
  const canonical = canonicalRequest({ ...request, query }, names, payload, options.service)
  const signature = computeSignature(credentials.secretAccessKey, timestamp, scope, canonical).toString('hex')
  return `${query}&X-Amz-Signature=${signature}`
}
