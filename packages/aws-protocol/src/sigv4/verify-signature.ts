import { timingSafeEqual } from 'node:crypto'
import type { Fault } from '@rolecall/core'
import type { HttpRequest } from '../http-request.ts'
import { canonicalRequest } from './canonical-request.ts'
import { checkTime } from './check-time.ts'
import { computeSignature } from './compute-signature.ts'
import { payloadHash } from './payload-hash.ts'
import type { Signature } from './signature.ts'
import { signatureFault } from './signature-fault.ts'
import { stringToSign } from './string-to-sign.ts'

export interface VerifyOptions {
  /** Seconds a presigned request is good for, in place of what it says. */
  readonly lifetime?: number
  /** Accept `UNSIGNED-PAYLOAD` where it is not S3's. Without it the body must be signed. */
  readonly unsignedPayload?: boolean
}

/** The body of a signature whose payload is `STREAMING-…` is proven by `chunkDecoder`, chunk by chunk. */
export type Verification =
  | {
      readonly verified: true
      /**
       * What the body must hash to, when `request.body` was not handed in: the caller hashes it while it
       * streams and refuses it at the end. `undefined` when the body has been checked or is not signed.
       */
      readonly bodySha256: string | undefined
    }
  | { readonly verified: false; readonly fault: Fault }

/** Parameters that are added to the query after signing; AWS IoT's token is the one exception to the rule. */
const afterSigning = new Set(['X-Amz-Signature'])
const afterSigningIot = new Set(['X-Amz-Signature', 'X-Amz-Security-Token'])

/**
 * Whether the holder of the secret signed this very request lately. `key` is the secret, or the 32 bytes that
 * `deriveSigningKey` makes of it. Comparison takes the same time wherever the signatures differ. Of what
 * differs the caller is told no more than AWS tells: the canonical string it should have signed.
 *
 * @param now milliseconds since the epoch
 */
export function verifySignature(
  signature: Signature,
  request: Pick<HttpRequest, 'method' | 'path' | 'query' | 'headers'> & { readonly body?: Uint8Array },
  key: string | Uint8Array,
  now: number,
  options: VerifyOptions = {},
): Verification {
  const late = checkTime(signature, now, options.lifetime)
  if (late) return { verified: false, fault: late }
  const refused = checkPayloadKind(signature, request.body, options)
  if (refused) return { verified: false, fault: refused }
  const bodyHash = request.body && payloadHash(request.body)
  const payload = signature.payload ?? bodyHash!
  const { scope } = signature
  const leaveOut = scope.service === 'iotdevicegateway' ? afterSigningIot : afterSigning
  const canonical = canonicalRequest(
    request,
    signature.signedHeaders,
    payload,
    scope.service,
    signature.form === 'query' ? leaveOut : undefined,
  )
  const expected = computeSignature(key, signature.timestamp, scope, canonical)
  if (!timingSafeEqual(expected, Buffer.from(signature.signature, 'hex'))) {
    return { verified: false, fault: mismatch(signature, canonical) }
  }
  const hashed = /^[0-9a-f]{64}$/.test(payload)
  if (hashed && bodyHash !== undefined && bodyHash !== payload) {
    return { verified: false, fault: bodyMismatch(signature, bodyHash) }
  }
  return { verified: true, bodySha256: hashed && bodyHash === undefined ? payload : undefined }
}

function checkPayloadKind(
  signature: Signature,
  body: Uint8Array | undefined,
  options: VerifyOptions,
): Fault | undefined {
  const { dialect, payload } = signature
  if (payload === undefined) {
    if (body) return undefined
    return signatureFault('missingPayloadHash', dialect, 'The body must be read before it can be verified.')
  }
  const open = payload === 'UNSIGNED-PAYLOAD' || payload.startsWith('STREAMING-')
  if (!open || dialect === 's3' || (payload === 'UNSIGNED-PAYLOAD' && options.unsignedPayload))
    return undefined
  return signatureFault('payloadHash', dialect, `x-amz-content-sha256 must not be ${payload} here.`)
}

function mismatch(signature: Signature, computed: string): Fault {
  const toSign = stringToSign(signature.timestamp, signature.scope, computed)
  // The text may end in a log, and a session token is a secret there.
  const canonical = computed
    .replace(/(X-Amz-Security-Token=)[^&\n]*/, '$1***')
    .replace(/^(x-amz-security-token:).*$/m, '$1***')
  const start = 'The request signature we calculated does not match the signature you provided. Check your '
  return signatureFault(
    'mismatch',
    signature.dialect,
    {
      default: `${start}AWS Secret Access Key and signing method. Consult the service documentation for details.\n\nThe Canonical String for this request should have been\n'${canonical}'\n\nThe String-to-Sign should have been\n'${toSign}'\n`,
      s3: `${start}key and signing method.`,
    },
    {
      AWSAccessKeyId: signature.accessKeyId,
      StringToSign: toSign,
      SignatureProvided: signature.signature,
      StringToSignBytes: spacedHex(toSign),
      CanonicalRequest: canonical,
      CanonicalRequestBytes: spacedHex(canonical),
    },
  )
}

function bodyMismatch(signature: Signature, computed: string): Fault {
  return signatureFault(
    'payloadMismatch',
    signature.dialect,
    "The provided 'x-amz-content-sha256' header does not match what was computed.",
    { ClientComputedContentSHA256: signature.payload, S3ComputedContentSHA256: computed },
  )
}

function spacedHex(text: string): string {
  return Buffer.from(text)
    .toString('hex')
    .replace(/(..)(?=.)/g, '$1 ')
}
