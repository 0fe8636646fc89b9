/** When a principal, or an access key, last called an operation, whether it was allowed or not. */
export interface LastUse {
  /** The unique id of a user or role, the account of a root user, or the id of a user's access key. */
  readonly principal: string
  /** Such as `s3.amazonaws.com`. */
  readonly source: string
  /** The operation, as `eventName` says it. */
  readonly name: string
  readonly region: string
  /** Milliseconds since the epoch. */
  readonly time: number
}
