import type { HttpRequest } from '../http-request.ts'
import { readHeaderSignature } from './read-header-signature.ts'
import { readQuerySignature } from './read-query-signature.ts'
import type { ErrorDialect, Signature } from './signature.ts'
import { signatureFault } from './signature-fault.ts'

const presigned = /(?:^|&)X-Amz-(?:Algorithm|Credential|Signature)=/
const versionTwo = /(?:^|&)(?:AWSAccessKeyId|SignatureVersion)=/

/**
 * Finds the signature of a request, in its `Authorization` header or in its query, or `undefined` when there
 * is none. A malformed one, two at once, and every algorithm but AWS4-HMAC-SHA256 is a fault. The caller
 * compares the scope's region and service with the service it is about to call.
 */
export function readSignature(
  request: Pick<HttpRequest, 'method' | 'path' | 'query' | 'headers'>,
  dialect: ErrorDialect = 'default',
): Signature | undefined {
  const authorizations = request.headers.all('authorization')
  const inQuery = presigned.test(request.query)
  if (authorizations.length + (inQuery ? 1 : 0) > 1) {
    throw signatureFault(
      'twoSignatures',
      dialect,
      'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified',
      { ArgumentName: 'Authorization' },
    )
  }
  const authorization = authorizations[0]
  if (authorization !== undefined) return readHeaderSignature(authorization, request, dialect)
  if (inQuery) return readQuerySignature(request, dialect)
  if (versionTwo.test(request.query)) {
    throw signatureFault('unsupported', dialect, {
      default: 'Signature Version 2 is not supported. Please use AWS4-HMAC-SHA256.',
      s3: 'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.',
    })
  }
  return undefined
}
