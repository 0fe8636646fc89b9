/** What is kept of an object besides its bytes. */
export interface ObjectRow {
  readonly bucket: string
  readonly key: string
  /** The name of the file that holds the bytes. */
  readonly blob: string
  readonly size: number
  /** Without quotes. */
  readonly etag: string
  /** Milliseconds since the epoch. */
  readonly modified: number
  readonly meta: ObjectMeta
}

/** What the writer said of an object, and a reader gets back. */
export interface ObjectMeta {
  readonly contentType?: string | undefined
  readonly cacheControl?: string | undefined
  readonly contentDisposition?: string | undefined
  readonly contentEncoding?: string | undefined
  readonly contentLanguage?: string | undefined
  readonly user?: Readonly<Record<string, string>> | undefined
  readonly tags?: readonly Tag[] | undefined
}

export interface Tag {
  readonly Key: string
  readonly Value: string
}

export interface UploadRow {
  readonly id: string
  readonly bucket: string
  readonly key: string
  readonly created: number
  readonly meta: ObjectMeta
}

export interface PartRow {
  readonly number: number
  readonly blob: string
  readonly size: number
  readonly etag: string
  readonly modified: number
}

/** Bytes that were stored, not yet named by anything. */
export interface StoredBlob {
  readonly blob: string
  readonly size: number
  /** In hex. */
  readonly md5: string
}
