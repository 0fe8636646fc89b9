import { s3Fault } from './s3-fault.ts'

/** `/bucket/key`, percent-encoded, as the gateway writes it. */
export function sourceOf(header: string | undefined): { Bucket: string; Key: string } {
  const [, bucket, key] = /^\/?([^/?]+)\/([^?]+)$/.exec(header ?? '') ?? []
  try {
    if (bucket !== undefined && key !== undefined) return { Bucket: bucket, Key: decodeURIComponent(key) }
  } catch {
    // Refused below.
  }
  throw s3Fault('InvalidArgument', { ArgumentName: 'x-amz-copy-source' })
}
