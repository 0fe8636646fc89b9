import type {
  CreateBucketRequest,
  DeleteBucketRequest,
  GetBucketLocationRequest,
  GetBucketVersioningRequest,
  HeadBucketRequest,
  ListBucketsRequest,
  PutBucketTaggingRequest,
} from '@aws-sdk/client-s3'
import { s3Fault } from './s3-fault.ts'
import type { S3Handlers, S3Tools } from './s3-handler.ts'
import { tagsOf } from './tags-of.ts'

const owner = { DisplayName: 'rolecall', ID: 'rolecall' }

/** What is done with buckets. */
export const bucketHandlers: S3Handlers = {
  CreateBucket({ Bucket, CreateBucketConfiguration: configuration }: CreateBucketRequest, { index, now }) {
    const tags = tagsOf(configuration?.Tags)
    if (!index.addBucket(Bucket ?? '', now, tags))
      throw s3Fault('BucketAlreadyOwnedByYou', { BucketName: Bucket ?? '' })
    return { output: { Location: `/${Bucket}` } }
  },

  DeleteBucket(input: DeleteBucketRequest, tools) {
    const { name } = existing(input, tools)
    if (!tools.index.removeEmptyBucket(name)) throw s3Fault('BucketNotEmpty', { BucketName: name })
    return { output: {} }
  },

  HeadBucket(input: HeadBucketRequest, tools) {
    existing(input, tools)
    return { output: { BucketRegion: tools.region } }
  },

  GetBucketLocation(input: GetBucketLocationRequest, tools) {
    existing(input, tools)
    return { output: tools.region === 'us-east-1' ? {} : { LocationConstraint: tools.region } }
  },

  /** Never switched on. */
  GetBucketVersioning(input: GetBucketVersioningRequest, tools) {
    existing(input, tools)
    return { output: {} }
  },

  ListBuckets({ Prefix = '' }: ListBucketsRequest, { index }) {
    const buckets = index.buckets().filter(({ name }) => name.startsWith(Prefix))
    return {
      output: {
        Owner: owner,
        Buckets: buckets.map(({ name, created }) => ({ Name: name, CreationDate: new Date(created) })),
      },
    }
  },

  GetBucketTagging(input: HeadBucketRequest, tools) {
    const { tags } = existing(input, tools)
    if (tags.length === 0) throw s3Fault('NoSuchTagSet')
    return { output: { TagSet: tags } }
  },

  PutBucketTagging(input: PutBucketTaggingRequest, tools) {
    tools.index.tagBucket(existing(input, tools).name, tagsOf(input.Tagging?.TagSet))
    return { output: {}, status: 204 }
  },

  DeleteBucketTagging(input: HeadBucketRequest, tools) {
    tools.index.tagBucket(existing(input, tools).name, [])
    return { output: {} }
  },
}

function existing({ Bucket = '' }: { Bucket?: string | undefined }, { index }: S3Tools) {
  const bucket = index.bucket(Bucket)
  if (!bucket) throw s3Fault('NoSuchBucket', { BucketName: Bucket })
  return bucket
}
