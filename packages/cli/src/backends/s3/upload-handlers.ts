import { createHash, randomBytes } from 'node:crypto'
import type {
  AbortMultipartUploadRequest,
  CompleteMultipartUploadRequest,
  CreateMultipartUploadRequest,
  ListMultipartUploadsRequest,
  ListPartsRequest,
  UploadPartCopyRequest,
  UploadPartRequest,
} from '@aws-sdk/client-s3'
import { existingObject } from './existing-object.ts'
import { metaOf } from './meta-of.ts'
import type { PartRow, StoredBlob, UploadRow } from './object-row.ts'
import { readRange } from './read-range.ts'
import { s3Fault } from './s3-fault.ts'
import type { S3Handlers, S3Tools } from './s3-handler.ts'
import { sourceOf } from './source-of.ts'

/** What is done with uploads in parts. */
export const uploadHandlers: S3Handlers = {
  CreateMultipartUpload(input: CreateMultipartUploadRequest, { index, now }) {
    const { Bucket: bucket = '', Key: key = '' } = input
    if (!index.bucket(bucket)) throw s3Fault('NoSuchBucket', { BucketName: bucket })
    const id = randomBytes(24).toString('base64url')
    index.addUpload({ id, bucket, key, created: now, meta: metaOf(input) })
    return { output: { Bucket: bucket, Key: key, UploadId: id } }
  },

  async UploadPart(input: UploadPartRequest, tools) {
    const upload = existing(input, tools)
    const stored = await tools.blobs.write(tools.incoming, tools.length)
    return { output: { ETag: `"${await keepPart(upload, input.PartNumber, stored, tools)}"` } }
  },

  async UploadPartCopy(input: UploadPartCopyRequest, tools) {
    const upload = existing(input, tools)
    const source = existingObject(sourceOf(input.CopySource), tools)
    const range = readRange(input.CopySourceRange, source.size)
    const stored = await tools.blobs.write(tools.blobs.read(source.blob, range), undefined)
    const etag = await keepPart(upload, input.PartNumber, stored, tools)
    return { output: { CopyPartResult: { ETag: `"${etag}"`, LastModified: new Date(tools.now) } } }
  },

  async CompleteMultipartUpload(input: CompleteMultipartUploadRequest, tools) {
    const { index, blobs, now } = tools
    const upload = existing(input, tools)
    const { bucket, key, meta } = upload
    const parts = chosen(input, index.parts(upload.id))
    const { blob, size } = await blobs.write(concatenated(parts, tools), undefined)
    const sum = createHash('md5')
    for (const { etag } of parts) sum.update(Buffer.from(etag, 'hex'))
    const etag = `${sum.digest('hex')}-${parts.length}`
    const replaced = index.putObject({ bucket, key, blob, size, etag, modified: now, meta })
    await blobs.remove([...index.removeUpload(upload.id), ...(replaced === undefined ? [] : [replaced])])
    return { output: { Bucket: bucket, Key: key, ETag: `"${etag}"`, Location: `/${bucket}/${key}` } }
  },

  async AbortMultipartUpload(input: AbortMultipartUploadRequest, tools) {
    await tools.blobs.remove(tools.index.removeUpload(existing(input, tools).id))
    return { output: {} }
  },

  ListParts(input: ListPartsRequest, tools) {
    const { id, bucket, key } = existing(input, tools)
    const Parts = tools.index.parts(id).map(({ number, etag, size, modified }) => ({
      PartNumber: number,
      ETag: `"${etag}"`,
      Size: size,
      LastModified: new Date(modified),
    }))
    return { output: { Bucket: bucket, Key: key, UploadId: id, IsTruncated: false, Parts } }
  },

  ListMultipartUploads({ Bucket = '', Prefix = '' }: ListMultipartUploadsRequest, { index }) {
    if (!index.bucket(Bucket)) throw s3Fault('NoSuchBucket', { BucketName: Bucket })
    const Uploads = index
      .uploads(Bucket)
      .filter(({ key }) => key.startsWith(Prefix))
      .map(({ id, key, created }) => ({ UploadId: id, Key: key, Initiated: new Date(created) }))
    return { output: { Bucket, Prefix, IsTruncated: false, Uploads } }
  },
}

/** An upload belongs to one key: its id alone gives no right to another. */
function existing(
  {
    Bucket,
    Key,
    UploadId = '',
  }: { Bucket?: string | undefined; Key?: string | undefined; UploadId?: string | undefined },
  { index }: S3Tools,
): UploadRow {
  const upload = index.upload(UploadId)
  if (upload?.bucket !== Bucket || upload?.key !== Key || !upload) throw s3Fault('NoSuchUpload', { UploadId })
  return upload
}

async function keepPart(
  upload: UploadRow,
  number: number | undefined,
  { blob, size, md5 }: StoredBlob,
  { index, blobs, now }: S3Tools,
): Promise<string> {
  if (!index.upload(upload.id)) {
    await blobs.remove([blob])
    throw s3Fault('NoSuchUpload', { UploadId: upload.id })
  }
  const replaced = index.putPart(upload.id, { number: number ?? 1, blob, size, etag: md5, modified: now })
  if (replaced !== undefined) await blobs.remove([replaced])
  return md5
}

function chosen(
  { MultipartUpload }: CompleteMultipartUploadRequest,
  held: readonly PartRow[],
): readonly PartRow[] {
  const byNumber = new Map(held.map((part) => [part.number, part]))
  let before = 0
  return (MultipartUpload?.Parts ?? []).map(({ PartNumber = 0, ETag = '' }) => {
    const part = byNumber.get(PartNumber)
    if (part?.etag !== ETag.replaceAll('"', '') || !part) throw s3Fault('InvalidPart')
    if (PartNumber <= before) throw s3Fault('InvalidPartOrder')
    before = PartNumber
    return part
  })
}

async function* concatenated(parts: readonly PartRow[], { blobs }: S3Tools): AsyncGenerator<Uint8Array> {
  for (const { blob, size } of parts) if (size > 0) yield* blobs.read(blob)
}
