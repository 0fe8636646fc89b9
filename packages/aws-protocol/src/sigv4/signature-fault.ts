import { Fault, type FaultShape } from '@rolecall/core'
import type { ErrorDialect } from './signature.ts'

const forbidden = 403
const badRequest = 400

/** Code and status of each refusal: for all services, and for S3 where it has its own. */
const rows = {
  incomplete: { aws: ['IncompleteSignature', badRequest], s3: ['AuthorizationHeaderMalformed', badRequest] },
  incompleteQuery: {
    aws: ['IncompleteSignature', badRequest],
    s3: ['AuthorizationQueryParametersError', badRequest],
  },
  twoSignatures: { aws: ['IncompleteSignature', badRequest], s3: ['InvalidArgument', badRequest] },
  unsupported: { aws: ['IncompleteSignature', badRequest], s3: ['InvalidRequest', badRequest] },
  mismatch: { aws: ['SignatureDoesNotMatch', forbidden], s3: ['SignatureDoesNotMatch', forbidden] },
  scope: { aws: ['SignatureDoesNotMatch', forbidden], s3: ['AuthorizationHeaderMalformed', badRequest] },
  skewed: { aws: ['SignatureDoesNotMatch', forbidden], s3: ['RequestTimeTooSkewed', forbidden] },
  expired: { aws: ['SignatureDoesNotMatch', forbidden], s3: ['AccessDenied', forbidden] },
  unsignedHeaders: { aws: ['SignatureDoesNotMatch', forbidden], s3: ['AccessDenied', forbidden] },
  missingPayloadHash: { aws: ['IncompleteSignature', badRequest], s3: ['InvalidRequest', badRequest] },
  payloadHash: { aws: ['IncompleteSignature', badRequest], s3: ['InvalidArgument', badRequest] },
  payloadMismatch: {
    aws: ['SignatureDoesNotMatch', forbidden],
    s3: ['XAmzContentSHA256Mismatch', badRequest],
  },
} as const satisfies Record<string, Record<'aws' | 's3', readonly [code: string, status: number]>>

export type SignatureRefusal = keyof typeof rows

/** The JSON services' names for the codes of the Query services. */
const jsonCodes: Readonly<Record<string, string>> = {
  IncompleteSignature: 'IncompleteSignatureException',
  SignatureDoesNotMatch: 'InvalidSignatureException',
}

function shapeOf(refusal: SignatureRefusal, dialect: ErrorDialect): FaultShape {
  const [code, status] = rows[refusal][dialect === 's3' ? 's3' : 'aws']
  return { code: dialect === 'json' ? (jsonCodes[code] ?? code) : code, status, blame: 'client' }
}

/** A refused signature in the words of the service that was called. */
export function signatureFault(
  refusal: SignatureRefusal,
  dialect: ErrorDialect,
  text: string | { readonly default: string; readonly s3: string },
  members: Readonly<Record<string, unknown>> = {},
): Fault {
  const message = typeof text === 'string' ? text : dialect === 's3' ? text.s3 : text.default
  return new Fault(shapeOf(refusal, dialect), message, dialect === 's3' ? members : {})
}
