import type { S3Address } from './s3-address.ts'
import { uriEncode } from './uri-encode.ts'

/** The path of a bucket or an object, path-style, in its one spelling. */
export function s3Path({ bucket, key }: S3Address): string {
  if (bucket === undefined) return '/'
  if (key === undefined) return `/${bucket}`
  return `/${bucket}/${key.split('/').map(uriEncode).join('/')}`
}
