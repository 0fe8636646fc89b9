import type { ObjectRow } from './object-row.ts'
import { s3Fault } from './s3-fault.ts'
import type { S3Tools } from './s3-handler.ts'

interface Asked {
  readonly Bucket?: string | undefined
  readonly Key?: string | undefined
  readonly IfMatch?: string | undefined
  readonly IfNoneMatch?: string | undefined
  readonly IfModifiedSince?: Date | undefined
  readonly IfUnmodifiedSince?: Date | undefined
}

/** The object that is asked for, if it is there and the conditions of the request hold. */
export function existingObject(asked: Asked, { index }: Pick<S3Tools, 'index'>): ObjectRow {
  const { Bucket = '', Key = '' } = asked
  if (!index.bucket(Bucket)) throw s3Fault('NoSuchBucket', { BucketName: Bucket })
  const row = index.object(Bucket, Key)
  if (!row) throw s3Fault('NoSuchKey', { Key })
  const seconds = Math.floor(row.modified / 1000) * 1000
  const { IfMatch, IfNoneMatch, IfModifiedSince, IfUnmodifiedSince } = asked
  if (
    IfMatch !== undefined ? !names(IfMatch, row) : IfUnmodifiedSince && seconds > IfUnmodifiedSince.getTime()
  ) {
    throw s3Fault('PreconditionFailed')
  }
  if (
    IfNoneMatch !== undefined
      ? names(IfNoneMatch, row)
      : IfModifiedSince && seconds <= IfModifiedSince.getTime()
  ) {
    throw s3Fault('NotModified')
  }
  return row
}

function names(condition: string, { etag }: ObjectRow): boolean {
  return condition === '*' || condition.replace(/^W\//, '').replaceAll('"', '') === etag
}
