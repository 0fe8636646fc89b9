import { createHash } from 'node:crypto'
import type { HttpRequest } from '../http-request.ts'
import { amzDate } from './amz-date.ts'
import { readCredential } from './read-credential.ts'
import { readPayload } from './read-payload.ts'
import { readSignedHeaders } from './read-signed-headers.ts'
import type { ErrorDialect, Signature } from './signature.ts'
import { signatureFault } from './signature-fault.ts'

const signatureFormat = /^[0-9a-f]{64}$/
const httpDate = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/

/**
 *     AWS4-HMAC-SHA256 Credential=ID/DATE/REGION/SERVICE/aws4_request, SignedHeaders=a;b, Signature=HEX
 *
 * White space after the commas may be missing. The header itself is never repeated in an error, because it may
 * hold a bearer token that was meant for somebody else.
 */
export function readHeaderSignature(
  authorization: string,
  request: Pick<HttpRequest, 'headers'>,
  dialect: ErrorDialect,
): Signature {
  const [scheme = ''] = authorization.split(/[ ,]/, 1)
  if (scheme !== 'AWS4-HMAC-SHA256' && /^AWS/i.test(scheme)) {
    throw signatureFault('unsupported', dialect, {
      default: `Unsupported AWS 'algorithm': '${scheme.slice(0, 40)}' (only AWS4-HMAC-SHA256 is supported)`,
      s3: 'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.',
    })
  }
  const hashed = () => createHash('sha256').update(authorization).digest('base64')
  const fields = new Map<string, string>()
  for (const part of authorization.slice(scheme.length).split(',')) {
    const field = part.trim()
    if (field === '') continue
    const equals = field.indexOf('=')
    const name = field.slice(0, equals)
    if (equals < 0 || fields.has(name)) {
      throw signatureFault('incomplete', dialect, {
        default: `Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${hashed()}'.`,
        s3: 'The authorization header is malformed; the authorization header requires three components: Credential, SignedHeaders, and Signature.',
      })
    }
    fields.set(name, field.slice(equals + 1))
  }
  const credential = fields.get('Credential')
  const signature = fields.get('Signature')
  const signedHeaders = fields.get('SignedHeaders')
  const date = readDate(request)
  if (!credential || !signature || !signedHeaders || !date || scheme !== 'AWS4-HMAC-SHA256') {
    const missing = ['Credential', 'Signature', 'SignedHeaders'].filter((name) => !fields.get(name))
    const sentences = missing.map((name) => `Authorization header requires '${name}' parameter.`)
    if (!date) {
      sentences.push(
        "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header in a valid format.",
      )
    }
    throw signatureFault('incomplete', dialect, {
      default: `${sentences.join(' ')} (Hashed with SHA-256 and encoded with Base64) Authorization=${hashed()}`,
      s3:
        missing.length > 0
          ? 'The authorization header is malformed; the authorization header requires three components: Credential, SignedHeaders, and Signature.'
          : 'AWS authentication requires a valid Date or x-amz-date header',
    })
  }
  if (!signatureFormat.test(signature)) {
    throw signatureFault('mismatch', dialect, 'The signature must be 64 lower-case hexadecimal digits.')
  }
  const sessionToken = request.headers.get('x-amz-security-token')
  const payload = readPayload(request.headers.get('x-amz-content-sha256'), dialect)
  return {
    form: 'header',
    dialect,
    algorithm: 'AWS4-HMAC-SHA256',
    ...readCredential(credential, date.timestamp, 'header', dialect),
    ...date,
    signedHeaders: readSignedHeaders(signedHeaders, request, 'header', dialect),
    signature,
    ...(sessionToken === undefined ? {} : { sessionToken }),
    ...(payload === undefined ? {} : { payload }),
  }
}

function readDate(request: Pick<HttpRequest, 'headers'>): { time: number; timestamp: string } | undefined {
  const own = request.headers.get('x-amz-date')
  const date = request.headers.get('date')
  // An HTTP date also says nothing but whole seconds, so that both forms give the same string to sign.
  const time = own === undefined ? readHttpDate(date ?? '') : amzDate.parse(own)
  return time === undefined ? undefined : { time, timestamp: amzDate.format(time) }
}

function readHttpDate(date: string): number | undefined {
  const time = httpDate.test(date) ? Date.parse(date) : Number.NaN
  return Number.isNaN(time) ? amzDate.parse(date) : time
}
