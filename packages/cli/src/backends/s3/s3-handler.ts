import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import type { BlobFiles } from './blob-files.ts'
import type { ObjectIndex } from './object-index.ts'

/** What an operation of the embedded S3 works with. */
export interface S3Tools {
  readonly index: ObjectIndex
  readonly blobs: BlobFiles
  readonly region: string
  readonly now: number
  /** The body, for operations that stream it. */
  readonly incoming: IncomingMessage
  /** Its length in bytes. */
  readonly length: number
}

/** An output, and the body that follows it. */
export interface S3Result {
  readonly output: object
  readonly status?: number
  readonly stream?: Readable
  readonly length?: number
}

export type S3Handler = (input: never, tools: S3Tools) => S3Result | Promise<S3Result>

export type S3Handlers = Readonly<Record<string, S3Handler>>
