import type { Signature } from '@rolecall/aws-protocol'
import type { ContextValue } from '@rolecall/policy'
import { requestTagKeys } from './request-tag-keys.ts'
import { s3HeaderKeys } from './s3-header-keys.data.ts'
import type { S3Request } from './s3-request.ts'

/** Parameters that policies can ask about. */
const parameterKeys: Readonly<Record<string, string>> = {
  prefix: 's3:prefix',
  delimiter: 's3:delimiter',
  'max-keys': 's3:max-keys',
  versionId: 's3:VersionId',
}

/**
 * The condition keys of S3 that a request tells by itself. What only the backend knows, such as
 * `s3:ExistingObjectTag`, is absent.
 */
export function s3Context(
  { parameters, headers }: S3Request,
  signature: Signature | undefined,
  at: number,
  copySource: string | undefined,
): [string, ContextValue][] {
  const context: [string, ContextValue][] = []
  for (const [parameter, key] of Object.entries(parameterKeys)) {
    const value = parameters.get(parameter)
    if (value !== undefined) context.push([key, value])
  }
  for (const { header, key } of s3HeaderKeys) {
    const value = headers.get(header)
    if (key !== undefined && value !== undefined) context.push([key, value])
  }
  if (copySource !== undefined) context.push(['s3:x-amz-copy-source', copySource])
  // Tags of the object that is written: `a=1&b=2`.
  context.push(...requestTagKeys([...new URLSearchParams(headers.get('x-amz-tagging') ?? '')]))
  if (signature) {
    context.push(['s3:signatureversion', 'AWS4-HMAC-SHA256'])
    context.push(['s3:authType', signature.form === 'query' ? 'REST-QUERY-STRING' : 'REST-HEADER'])
    if (signature.form === 'query')
      context.push(['s3:signatureAge', String(Math.max(0, at - signature.time))])
  }
  return context
}
