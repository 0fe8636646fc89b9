import type { ObjectMeta } from './object-row.ts'

/** The members of an input that say something of the object it writes. */
interface Written {
  readonly CacheControl?: string | undefined
  readonly ContentDisposition?: string | undefined
  readonly ContentEncoding?: string | undefined
  readonly ContentLanguage?: string | undefined
  readonly ContentType?: string | undefined
  readonly Metadata?: Record<string, string> | undefined
  readonly Tagging?: string | undefined
}

/** What is kept of them. */
export function metaOf(input: Written): ObjectMeta {
  const tags = [...new URLSearchParams(input.Tagging ?? '')].map(([Key, Value]) => ({ Key, Value }))
  return {
    contentType: input.ContentType,
    cacheControl: input.CacheControl,
    contentDisposition: input.ContentDisposition,
    contentEncoding: input.ContentEncoding,
    contentLanguage: input.ContentLanguage,
    user: input.Metadata,
    ...(tags.length > 0 ? { tags } : {}),
  }
}
