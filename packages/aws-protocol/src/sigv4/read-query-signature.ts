import type { HttpRequest } from '../http-request.ts'
import { amzDate } from './amz-date.ts'
import { readCredential } from './read-credential.ts'
import { readPayload } from './read-payload.ts'
import { readSignedHeaders } from './read-signed-headers.ts'
import type { ErrorDialect, Signature } from './signature.ts'
import { signatureFault } from './signature-fault.ts'

const longest = 604_800
const required = [
  'X-Amz-Algorithm',
  'X-Amz-Credential',
  'X-Amz-Date',
  'X-Amz-Expires',
  'X-Amz-Signature',
  'X-Amz-SignedHeaders',
] as const
type Parameter = (typeof required)[number] | 'X-Amz-Security-Token' | 'X-Amz-Content-Sha256'

/**
 * A presigned request: the parts of the signature are query parameters, each of them once, names exactly so.
 * `X-Amz-Expires` is 1 to 604800 seconds; services other than S3 and `aws eks get-token` leave it out, and it
 * is then as short as the clocks may differ.
 */
export function readQuerySignature(
  request: Pick<HttpRequest, 'query' | 'headers'>,
  dialect: ErrorDialect,
): Signature {
  const fields = readParameters(request.query, dialect)
  const algorithm = fields.get('X-Amz-Algorithm')
  if (algorithm !== undefined && algorithm !== 'AWS4-HMAC-SHA256') {
    throw signatureFault('incompleteQuery', dialect, {
      default: `Unsupported AWS 'algorithm': '${algorithm.slice(0, 40)}' (only AWS4-HMAC-SHA256 is supported)`,
      s3: 'X-Amz-Algorithm only supports "AWS4-HMAC-SHA256"',
    })
  }
  const missing = required.filter(
    (name) => !fields.get(name) && (name !== 'X-Amz-Expires' || dialect === 's3' || fields.has(name)),
  )
  if (missing.length > 0) {
    throw signatureFault('incompleteQuery', dialect, {
      default: missing.map((name) => `AWS query-string parameters must include '${name}'.`).join(' '),
      s3: 'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.',
    })
  }
  const timestamp = fields.get('X-Amz-Date')!
  const time = amzDate.parse(timestamp)
  if (time === undefined) {
    throw signatureFault('incompleteQuery', dialect, {
      default: `Date must be in ISO-8601 'basic format'. Got '${timestamp.slice(0, 40)}'. See http://en.wikipedia.org/wiki/ISO_8601`,
      s3: "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"",
    })
  }
  const signature = fields.get('X-Amz-Signature')!
  if (!/^[0-9a-f]{64}$/.test(signature)) {
    throw signatureFault('mismatch', dialect, 'The signature must be 64 lower-case hexadecimal digits.')
  }
  const expires = readExpires(fields.get('X-Amz-Expires'), dialect)
  const sessionToken = fields.get('X-Amz-Security-Token') ?? request.headers.get('x-amz-security-token')
  const payload = presignedPayload(fields, request, dialect)
  return {
    form: 'query',
    dialect,
    algorithm: 'AWS4-HMAC-SHA256',
    ...readCredential(fields.get('X-Amz-Credential')!, timestamp, 'query', dialect),
    time,
    timestamp,
    ...(expires === undefined ? {} : { expires }),
    signedHeaders: readSignedHeaders(fields.get('X-Amz-SignedHeaders')!, request, 'query', dialect),
    signature,
    ...(sessionToken === undefined ? {} : { sessionToken }),
    ...(payload === undefined ? {} : { payload }),
  }
}

/** Who presigns for S3 cannot know the body, but may give its hash as a parameter or a signed header. */
function presignedPayload(
  fields: ReadonlyMap<Parameter, string>,
  request: Pick<HttpRequest, 'headers'>,
  dialect: ErrorDialect,
): string | undefined {
  const given = request.headers.get('x-amz-content-sha256') ?? fields.get('X-Amz-Content-Sha256')
  return readPayload(given ?? (dialect === 's3' ? 'UNSIGNED-PAYLOAD' : undefined), dialect)
}

function readExpires(text: string | undefined, dialect: ErrorDialect): number | undefined {
  if (text === undefined) return undefined
  const refuse = (message: string) => signatureFault('incompleteQuery', dialect, message)
  if (!/^-?\d{1,15}$/.test(text)) throw refuse('X-Amz-Expires should be a number')
  const expires = Number(text)
  if (expires < 0) throw refuse('X-Amz-Expires must be non-negative')
  if (expires > longest) {
    throw refuse(
      'X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds',
    )
  }
  if (expires === 0) throw refuse('X-Amz-Expires must be at least 1 second')
  return expires
}

function readParameters(query: string, dialect: ErrorDialect): Map<Parameter, string> {
  const fields = new Map<Parameter, string>()
  for (const pair of query.split('&')) {
    const equals = pair.indexOf('=')
    const name = (equals < 0 ? pair : pair.slice(0, equals)) as Parameter
    if (!name.startsWith('X-Amz-')) continue
    const value = decode(equals < 0 ? '' : pair.slice(equals + 1))
    if (value === undefined || fields.has(name)) {
      throw signatureFault(
        'incompleteQuery',
        dialect,
        `The query parameter ${name.slice(0, 80)} must be given once and be properly encoded.`,
      )
    }
    fields.set(name, value)
  }
  return fields
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return undefined
  }
}
