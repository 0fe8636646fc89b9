/** What a check of a policy came to. It passes only when that is certain. */
export interface AccessCheck {
  readonly passes: boolean
  /** The Allows for which it does not; none when it passes. */
  readonly reasons: readonly {
    readonly statement: number
    readonly sid: string | undefined
    /** A Deny of the other policy that this one lacks takes it back there; else nothing there is seen to allow it. */
    readonly denied: boolean
  }[]
  /** The policies are so large that not all was looked into. */
  readonly exhausted: boolean
}
