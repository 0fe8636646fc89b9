import type { ErrorDialect } from './signature.ts'
import { signatureFault } from './signature-fault.ts'

/** What may stand in `x-amz-content-sha256` besides a hash. The forms for SigV4a are refused with it. */
const streams = new Set([
  'UNSIGNED-PAYLOAD',
  'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
])
const hash = /^[0-9a-f]{64}$/

/** Checks `x-amz-content-sha256`; S3 requires it, elsewhere the body's own hash stands in. */
export function readPayload(payload: string | undefined, dialect: ErrorDialect): string | undefined {
  if (payload === undefined) {
    if (dialect !== 's3') return undefined
    throw signatureFault(
      'missingPayloadHash',
      dialect,
      'Missing required header for this request: x-amz-content-sha256',
    )
  }
  if (!hash.test(payload) && !streams.has(payload)) {
    throw signatureFault(
      'payloadHash',
      dialect,
      `x-amz-content-sha256 must be ${[...streams].join(', ')}, or a valid sha256 value.`,
      { ArgumentName: 'x-amz-content-sha256', ArgumentValue: payload.slice(0, 200) },
    )
  }
  return payload
}
