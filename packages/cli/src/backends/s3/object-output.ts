import type { ObjectRow } from './object-row.ts'

/** What a reader asks to be told in place of what was written. */
interface Overrides {
  readonly ResponseCacheControl?: string | undefined
  readonly ResponseContentDisposition?: string | undefined
  readonly ResponseContentEncoding?: string | undefined
  readonly ResponseContentLanguage?: string | undefined
  readonly ResponseContentType?: string | undefined
}

/** The head of an object, as GetObject and HeadObject answer it. */
export function objectOutput({ meta, etag, modified }: ObjectRow, overrides: Overrides) {
  return {
    AcceptRanges: 'bytes',
    ETag: `"${etag}"`,
    LastModified: new Date(modified),
    ContentType: overrides.ResponseContentType ?? meta.contentType ?? 'binary/octet-stream',
    CacheControl: overrides.ResponseCacheControl ?? meta.cacheControl,
    ContentDisposition: overrides.ResponseContentDisposition ?? meta.contentDisposition,
    ContentEncoding: overrides.ResponseContentEncoding ?? meta.contentEncoding,
    ContentLanguage: overrides.ResponseContentLanguage ?? meta.contentLanguage,
    Metadata: meta.user,
    TagCount: meta.tags && meta.tags.length > 0 ? meta.tags.length : undefined,
  }
}
