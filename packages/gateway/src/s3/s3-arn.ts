import type { S3Address } from './s3-address.ts'

/** The ARN of a bucket or an object; `*` for neither. S3's ARNs have neither region nor account. */
export function s3Arn(partition: string, { bucket, key }: S3Address): string {
  if (bucket === undefined) return '*'
  return `arn:${partition}:s3:::${bucket}${key === undefined ? '' : `/${key}`}`
}
