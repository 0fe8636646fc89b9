import type { HttpRequest } from '../http-request.ts'
import type { ErrorDialect, Signature } from './signature.ts'
import { signatureFault } from './signature-fault.ts'

const mayFollow = { header: 'x-amz-security-token', query: 'x-amz-date' } as const

/**
 *     host;x-amz-date
 *
 * `host` must be among them, and so must each `x-amz-…` field the request has: what is not signed could have
 * been added by anyone on the way. Services other than S3 let two be added after signing, and safely so: the
 * session token, which is bound to the key it came with, and the date of a request that has it in its query.
 */
export function readSignedHeaders(
  list: string,
  request: Pick<HttpRequest, 'headers'>,
  form: Signature['form'],
  dialect: ErrorDialect,
): readonly string[] {
  const signed = [...new Set(list.toLowerCase().split(';'))].sort()
  if (!signed.includes('host') && !signed.includes(':authority')) {
    throw signatureFault(
      'unsignedHeaders',
      dialect,
      {
        default: "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
        s3: 'There were headers present in the request which were not signed',
      },
      { HeadersNotSigned: 'host' },
    )
  }
  const unsigned: string[] = []
  for (const name of request.headers.names()) {
    if (!name.startsWith('x-amz-') || signed.includes(name)) continue
    if (dialect !== 's3' && name === mayFollow[form]) continue
    unsigned.push(name)
  }
  if (unsigned.length > 0) {
    throw signatureFault(
      'unsignedHeaders',
      dialect,
      {
        default: `'${unsigned[0]}' must be a 'SignedHeader' in the AWS Authorization.`,
        s3: 'There were headers present in the request which were not signed',
      },
      { HeadersNotSigned: unsigned.join(', ') },
    )
  }
  return signed
}
