import type { HttpRequest } from '../http-request.ts'
import { RequestHeaders } from '../request-headers.ts'
import { amzDate } from './amz-date.ts'
import { canonicalRequest } from './canonical-request.ts'
import { computeSignature } from './compute-signature.ts'
import { credentialScope } from './credential-scope.ts'
import { payloadHash } from './payload-hash.ts'
import type { SigningScope } from './signature.ts'
import { unsignableHeaders } from './unsignable-headers.ts'

export interface SigningCredentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

export interface SigningOptions {
  readonly service: string
  readonly region: string
  /** Milliseconds since the epoch. */
  readonly time: number
  /** Sign `UNSIGNED-PAYLOAD` in place of the body, which need then not be read. */
  readonly unsignedPayload?: boolean
  /** Gives the signing key, such as a `signingKeyCache`: deriving one takes as long as all else of a signature. */
  readonly signingKey?: (accessKeyId: string, secret: string, scope: SigningScope) => Uint8Array
}

/**
 * The headers that sign a request; they replace those of the same names. Every other header it has is signed
 * too, so `host` must be there.
 */
export function signRequest(
  request: Omit<HttpRequest, 'body'> & { readonly body?: Uint8Array },
  credentials: SigningCredentials,
  options: SigningOptions,
): Record<string, string> {
  if (!request.headers.has('host')) throw new TypeError('a request must be signed with its host')
  const timestamp = amzDate.format(options.time)
  const scope = { date: timestamp.slice(0, 8), region: options.region, service: options.service }
  const payload = options.unsignedPayload ? 'UNSIGNED-PAYLOAD' : payloadHash(request.body ?? '')
  const added: Record<string, string> = {
    'x-amz-date': timestamp,
    'x-amz-content-sha256': payload,
    ...(credentials.sessionToken === undefined ? {} : { 'x-amz-security-token': credentials.sessionToken }),
  }
  const fields: Record<string, string> = {}
  for (const name of request.headers.names()) {
    if (!unsignableHeaders.has(name)) fields[name] = request.headers.get(name)!
  }
  const headers = RequestHeaders.from({ ...fields, ...added })
  const names = [...headers.names()].sort()
  const canonical = canonicalRequest({ ...request, headers }, names, payload, options.service)
  const { accessKeyId, secretAccessKey } = credentials
  const key = options.signingKey?.(accessKeyId, secretAccessKey, scope) ?? secretAccessKey
  const signature = computeSignature(key, timestamp, scope, canonical).toString('hex')
  const credential = `${accessKeyId}/${credentialScope(scope)}`
  return {
    ...added,
    authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names.join(';')}, Signature=${signature}`,
  }
}
