import type {
  CopyObjectRequest,
  DeleteObjectRequest,
  DeleteObjectsRequest,
  GetObjectRequest,
  HeadObjectRequest,
  PutObjectRequest,
  PutObjectTaggingRequest,
} from '@aws-sdk/client-s3'
import { existingObject } from './existing-object.ts'
import { metaOf } from './meta-of.ts'
import { objectOutput } from './object-output.ts'
import { readRange } from './read-range.ts'
import { s3Fault } from './s3-fault.ts'
import type { S3Handlers } from './s3-handler.ts'
import { sourceOf } from './source-of.ts'
import { tagsOf } from './tags-of.ts'

/** What is done with objects. */
export const objectHandlers: S3Handlers = {
  async PutObject(input: PutObjectRequest, { index, blobs, incoming, length, now }) {
    const { Bucket: bucket = '', Key: key = '', IfMatch, IfNoneMatch } = input
    if (!index.bucket(bucket)) throw s3Fault('NoSuchBucket', { BucketName: bucket })
    const { blob, size, md5 } = await blobs.write(incoming, length)
    const before = index.object(bucket, key)
    const clash =
      (IfNoneMatch !== undefined && before) || (IfMatch !== undefined && `"${before?.etag}"` !== IfMatch)
    // The bucket may have gone while the body came.
    if (clash || !index.bucket(bucket)) {
      await blobs.remove([blob])
      throw clash ? s3Fault('PreconditionFailed') : s3Fault('NoSuchBucket', { BucketName: bucket })
    }
    const replaced = index.putObject({
      bucket,
      key,
      blob,
      size,
      etag: md5,
      modified: now,
      meta: metaOf(input),
    })
    if (replaced !== undefined) await blobs.remove([replaced])
    return { output: { ETag: `"${md5}"` } }
  },

  GetObject(input: GetObjectRequest, tools) {
    const row = existingObject(input, tools)
    const range = readRange(input.Range, row.size)
    const length = range ? range.end - range.start + 1 : row.size
    const partial = range ? { ContentRange: `bytes ${range.start}-${range.end}/${row.size}` } : {}
    const stream = row.size === 0 ? {} : { stream: tools.blobs.read(row.blob, range) }
    const output = { ...objectOutput(row, input), ...partial, ContentLength: length }
    return { output, length, ...stream, ...(range ? { status: 206 } : {}) }
  },

  HeadObject(input: HeadObjectRequest, tools) {
    const row = existingObject(input, tools)
    return { output: { ...objectOutput(row, input), ContentLength: row.size }, length: row.size }
  },

  async DeleteObject({ Bucket = '', Key = '' }: DeleteObjectRequest, { index, blobs }) {
    if (!index.bucket(Bucket)) throw s3Fault('NoSuchBucket', { BucketName: Bucket })
    const blob = index.removeObject(Bucket, Key)
    if (blob !== undefined) await blobs.remove([blob])
    return { output: {} }
  },

  async DeleteObjects({ Bucket = '', Delete }: DeleteObjectsRequest, { index, blobs }) {
    if (!index.bucket(Bucket)) throw s3Fault('NoSuchBucket', { BucketName: Bucket })
    const keys = (Delete?.Objects ?? []).map(({ Key = '' }) => Key)
    const removed = keys.map((key) => index.removeObject(Bucket, key))
    await blobs.remove(removed.filter((blob) => blob !== undefined))
    return { output: Delete?.Quiet ? {} : { Deleted: keys.map((Key) => ({ Key })) } }
  },

  async CopyObject(input: CopyObjectRequest, tools) {
    const { index, blobs, now } = tools
    const { Bucket: bucket = '', Key: key = '' } = input
    if (!index.bucket(bucket)) throw s3Fault('NoSuchBucket', { BucketName: bucket })
    const source = existingObject(sourceOf(input.CopySource), tools)
    const replaces = input.MetadataDirective === 'REPLACE'
    if (source.bucket === bucket && source.key === key && !replaces) throw s3Fault('InvalidRequest')
    const written = metaOf(input)
    const meta = replaces ? { ...written, tags: source.meta.tags } : { ...source.meta }
    const tagged = input.TaggingDirective === 'REPLACE' ? { ...meta, tags: written.tags } : meta
    const { blob, size, md5 } = await blobs.write(blobs.read(source.blob), source.size)
    const replaced = index.putObject({ bucket, key, blob, size, etag: md5, modified: now, meta: tagged })
    if (replaced !== undefined) await blobs.remove([replaced])
    return { output: { CopyObjectResult: { ETag: `"${md5}"`, LastModified: new Date(now) } } }
  },

  GetObjectTagging(input: GetObjectRequest, tools) {
    return { output: { TagSet: existingObject(input, tools).meta.tags ?? [] } }
  },

  PutObjectTagging(input: PutObjectTaggingRequest, tools) {
    const { bucket, key, meta } = existingObject(input, tools)
    tools.index.retag(bucket, key, { ...meta, tags: tagsOf(input.Tagging?.TagSet) })
    return { output: {} }
  },

  DeleteObjectTagging(input: GetObjectRequest, tools) {
    const { bucket, key, meta } = existingObject(input, tools)
    tools.index.retag(bucket, key, { ...meta, tags: [] })
    return { output: {} }
  },
}
