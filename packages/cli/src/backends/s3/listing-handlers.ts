import type { ListObjectsRequest, ListObjectsV2Request } from '@aws-sdk/client-s3'
import { formatPageToken, parsePageToken } from '@rolecall/core'
import { type Listing, listObjects } from './list-objects.ts'
import type { ObjectRow } from './object-row.ts'
import { s3Fault } from './s3-fault.ts'
import type { S3Handlers, S3Tools } from './s3-handler.ts'

const largestPage = 1000

/** Lists of a bucket's objects. */
export const listingHandlers: S3Handlers = {
  ListObjectsV2(input: ListObjectsV2Request, tools) {
    const { ContinuationToken: token, StartAfter } = input
    const after = token === undefined ? (StartAfter ?? '') : parsePageToken(token)
    if (after === undefined) throw s3Fault('InvalidArgument', { ArgumentName: 'continuation-token' })
    const listing = page(input, after, tools)
    return {
      output: {
        ...shared(input, listing),
        KeyCount: listing.objects.length + listing.commonPrefixes.length,
        ContinuationToken: token,
        StartAfter: spelled(input, StartAfter),
        ...(listing.next === undefined ? {} : { NextContinuationToken: formatPageToken(listing.next) }),
      },
    }
  },

  ListObjects(input: ListObjectsRequest, tools) {
    const { Marker = '' } = input
    const listing = page(input, Marker, tools)
    const next =
      listing.next !== undefined && input.Delimiter ? { NextMarker: spelled(input, listing.next) } : {}
    return { output: { ...shared(input, listing), Marker: spelled(input, Marker), ...next } }
  },
}

interface Asked {
  readonly Bucket?: string | undefined
  readonly Prefix?: string | undefined
  readonly Delimiter?: string | undefined
  readonly MaxKeys?: number | undefined
  readonly EncodingType?: string | undefined
}

function page(
  { Bucket = '', Prefix = '', Delimiter = '', MaxKeys }: Asked,
  after: string,
  { index }: S3Tools,
): Listing {
  if (!index.bucket(Bucket)) throw s3Fault('NoSuchBucket', { BucketName: Bucket })
  const most = Math.min(MaxKeys ?? largestPage, largestPage)
  if (most < 0) throw s3Fault('InvalidArgument', { ArgumentName: 'max-keys' })
  if (most === 0) return { objects: [], commonPrefixes: [] }
  return listObjects(index, Bucket, { prefix: Prefix, delimiter: Delimiter, after, most })
}

function shared(input: Asked, { objects, commonPrefixes, next }: Listing) {
  return {
    Name: input.Bucket,
    Prefix: spelled(input, input.Prefix ?? ''),
    Delimiter: spelled(input, input.Delimiter),
    MaxKeys: input.MaxKeys ?? largestPage,
    EncodingType: input.EncodingType,
    IsTruncated: next !== undefined,
    Contents: objects.map((row) => entry(input, row)),
    CommonPrefixes: commonPrefixes.map((prefix) => ({ Prefix: spelled(input, prefix) })),
  }
}

function entry(input: Asked, { key, modified, etag, size }: ObjectRow) {
  return {
    Key: spelled(input, key),
    LastModified: new Date(modified),
    ETag: `"${etag}"`,
    Size: size,
    StorageClass: 'STANDARD',
  }
}

/** With `encoding-type=url`, names that XML could not hold. */
function spelled({ EncodingType }: Asked, text: string | undefined): string | undefined {
  return EncodingType === 'url' && text !== undefined ? encodeURIComponent(text).replaceAll('%2F', '/') : text
}
