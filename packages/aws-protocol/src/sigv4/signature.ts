/**
 * Whose words a refused signature is answered in: `default` is what the Query services say, `json` the same
 * with the codes of the JSON services (`InvalidSignatureException`), `s3` Amazon S3's own.
 */
export type ErrorDialect = 'default' | 'json' | 's3'

/** What a signing key is good for, besides the fixed last part `aws4_request`. */
export interface SigningScope {
  /** Eight digits, UTC. */
  readonly date: string
  readonly region: string
  readonly service: string
}

/** A signature as the caller wrote it. Nothing in it is proven before `verifySignature` has said so. */
export interface Signature {
  readonly form: 'header' | 'query'
  readonly dialect: ErrorDialect
  readonly algorithm: 'AWS4-HMAC-SHA256'
  readonly accessKeyId: string
  readonly scope: SigningScope
  /** Milliseconds since the epoch. */
  readonly time: number
  /** The same time as it stands in the string to sign, such as `20150830T123600Z`. */
  readonly timestamp: string
  /** Seconds a presigned request is good for. */
  readonly expires?: number
  /** Lower-case names, sorted. */
  readonly signedHeaders: readonly string[]
  /** 64 lower-case hex digits. */
  readonly signature: string
  readonly sessionToken?: string
  /**
   * The last line of the canonical request: the body's SHA-256 in hex, `UNSIGNED-PAYLOAD` or
   * `STREAMING-…`. Absent when the request does not say, and then it is the hash of the body.
   */
  readonly payload?: string
}
