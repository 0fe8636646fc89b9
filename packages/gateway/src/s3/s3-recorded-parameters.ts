import type { S3Address } from './s3-address.ts'
import type { S3Members } from './s3-members.ts'
import type { S3Request } from './s3-request.ts'

/** Headers that never stand in a record: secrets, and what belongs to the signature. */
const hidden =
  /customer-key|x-amz-(?:security-token|date|content-sha256|decoded-content-length|trailer|user-agent)$|x-amz-(?:checksum|sdk)-/
const longest = 256

/**
 * What a call asked for, as CloudTrail's data events of S3 say it: what the operation knows, and no more, since
 * whoever is not even signed writes here.
 */
export function s3RecordedParameters(
  { bucket, key }: S3Address,
  { parameters, headers }: S3Request,
  members: S3Members,
): Readonly<Record<string, unknown>> {
  const recorded: Record<string, unknown> = {}
  if (bucket !== undefined) recorded['bucketName'] = bucket
  const host = headers.get('host')
  if (host !== undefined) recorded['Host'] = host.slice(0, longest)
  if (key !== undefined) recorded['key'] = key
  for (const [name, value] of parameters) {
    if (members.parameters.has(name) || members.literals.has(name)) recorded[name] = value.slice(0, longest)
  }
  for (const name of members.headers) {
    const value = name.startsWith('x-amz-') && !hidden.test(name) ? headers.get(name) : undefined
    if (value !== undefined) recorded[name] = value.slice(0, longest)
  }
  return recorded
}
