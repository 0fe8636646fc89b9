import type { TrailResource } from '../gateway-tools.ts'
import type { S3Address } from './s3-address.ts'
import { s3Arn } from './s3-arn.ts'

/** What a call is about, for the trail: the object and its bucket. */
export function s3RecordedResources(
  partition: string,
  account: string,
  { bucket, key }: S3Address,
): readonly TrailResource[] {
  if (bucket === undefined) return []
  const itself = { type: 'AWS::S3::Bucket', ARN: s3Arn(partition, { bucket }), accountId: account }
  if (key === undefined) return [itself]
  return [{ type: 'AWS::S3::Object', ARN: s3Arn(partition, { bucket, key }), accountId: account }, itself]
}
