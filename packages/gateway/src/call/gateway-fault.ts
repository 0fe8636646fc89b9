import { Fault } from '@rolecall/core'
import type { GuardedService } from './guarded-call.ts'

type Words = readonly [code: string, status: number, message: string]

/** Each refusal in the words of S3 and in those of the JSON services. Source: both services' "Error responses". */
const rows = {
  unknownKey: {
    s3: ['InvalidAccessKeyId', 403, 'The AWS Access Key Id you provided does not exist in our records.'],
    json: ['UnrecognizedClientException', 400, 'The security token included in the request is invalid.'],
  },
  unknownToken: {
    s3: ['InvalidToken', 400, 'The provided token is malformed or otherwise invalid.'],
    json: ['UnrecognizedClientException', 400, 'The security token included in the request is invalid.'],
  },
  expired: {
    s3: ['ExpiredToken', 400, 'The provided token has expired.'],
    json: ['ExpiredTokenException', 400, 'The security token included in the request is expired'],
  },
  unsigned: {
    s3: ['AccessDenied', 403, 'Access Denied'],
    json: ['MissingAuthenticationTokenException', 400, 'Request is missing Authentication Token'],
  },
  denied: {
    s3: ['AccessDenied', 403, 'Access Denied'],
    json: ['AccessDeniedException', 400, 'Access denied'],
  },
  wrongService: {
    s3: ['AuthorizationHeaderMalformed', 400, 'The authorization header is malformed; incorrect service'],
    json: ['InvalidSignatureException', 400, 'Credential should be scoped to correct service'],
  },
  wrongRegion: {
    s3: ['AuthorizationHeaderMalformed', 400, 'The authorization header is malformed; the region is wrong'],
    json: ['InvalidSignatureException', 400, 'Credential should be scoped to a valid region'],
  },
  tooLarge: {
    s3: ['MaxMessageLengthExceeded', 400, 'Your request was too big.'],
    json: ['SerializationException', 413, 'The request body is too large'],
  },
  noLength: {
    s3: ['MissingContentLength', 411, 'You must provide the Content-Length HTTP header.'],
    json: ['SerializationException', 411, 'The request has no Content-Length'],
  },
  incomplete: {
    s3: [
      'IncompleteBody',
      400,
      'You did not provide the number of bytes specified by the Content-Length HTTP header',
    ],
    json: ['SerializationException', 400, 'The request body ended early'],
  },
  badHash: {
    s3: [
      'XAmzContentSHA256Mismatch',
      400,
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
    ],
    json: ['InvalidSignatureException', 400, 'The body does not match its hash'],
  },
  badDigest: {
    s3: ['BadDigest', 400, 'The checksum you specified did not match what we received.'],
    json: ['SerializationException', 400, 'The body does not match its checksum'],
  },
  badRequest: {
    s3: ['InvalidRequest', 400, 'The request is not valid.'],
    json: ['ValidationException', 400, 'The request is not valid.'],
  },
  notImplemented: {
    s3: ['NotImplemented', 501, 'This functionality is not implemented'],
    json: ['UnknownOperationException', 400, 'This functionality is not implemented'],
  },
  unavailable: {
    s3: ['ServiceUnavailable', 503, 'The service behind the gateway cannot be reached.'],
    json: ['ServiceUnavailable', 503, 'The service behind the gateway cannot be reached.'],
  },
  internal: {
    s3: ['InternalError', 500, 'We encountered an internal error. Please try again.'],
    json: ['InternalServerError', 500, 'The request processing has failed because of an unknown error.'],
  },
} as const satisfies Record<string, Record<'s3' | 'json', Words>>

export type GatewayRefusal = keyof typeof rows

/** A refusal of the gateway itself in the service's words; `message` replaces the usual sentence. */
export function gatewayFault(
  service: Pick<GuardedService, 'dialect'>,
  refusal: GatewayRefusal,
  message?: string,
  members: Readonly<Record<string, unknown>> = {},
): Fault {
  const s3 = service.dialect === 's3'
  const [code, status, usual] = rows[refusal][s3 ? 's3' : 'json']
  const blame = status >= 500 && status !== 501 ? 'server' : 'client'
  return new Fault({ code, status, blame }, message ?? usual, s3 ? members : {})
}
