/**
 * Every time the agent waits or keeps, in milliseconds. SDKs give up after one second (JavaScript, Go) or two
 * (botocore) and try three or four times; what they wait for goes on in between.
 */
export const timing = {
  /** To open a connection to EKS Auth, and for one answer of it. */
  connectMs: 500,
  attemptMs: 2000,
  /** Keys that take longer to come are not waited for: EKS Auth, which verifies as well, is then quicker. */
  verifyMs: 250,
  /** Before the second attempt; twice as long before the third. */
  backoffMs: 60,
  /** A pod that does not ask again keeps its place so long, and is then told to come again. */
  queueMs: 30_000,
  /** Credentials with less left are not given out: a call signed with them could arrive too late. */
  leastRemainingMs: 15_000,
  /** Renewed so long before they end: botocore asks on every use once 15 minutes are left. */
  renewAheadMs: 20 * 60_000,
  /** A pod that asks in that time waits so long for the new ones, and gets the old ones otherwise. */
  renewalWaitMs: 700,
  /** After a renewal that failed; and up to as much again, so that not all try at once. */
  renewAgainMs: 60_000,
  /** How often is looked for what is to be renewed. */
  sweepMs: 1000,
  /** An address that is not there is tried again. */
  bindAgainMs: 5000,
  /** A refusal that is final for a token is remembered: a loop of a container asks upstream no more often. */
  refusalMs: 1000,
  /** EKS Auth says when to come again; it is not believed beyond this, and up to a quarter more is waited. */
  mostPauseMs: 5000,
  /** After a refusal of the agent itself, which somebody may be about to mend. */
  changesRefusedMs: 15_000,
  /**
   * One question for changes is held open so long by the server, which records each: as long as it allows, and less
   * than the minute of silence after which proxies cut a connection.
   */
  changesHoldMs: 45_000,
  /** After a question for changes that failed. */
  changesAgainMs: 2000,
  /** Where nobody answers such questions. */
  changesAbsentMs: 10 * 60_000,
  /** After a gap in the changes all credentials are renewed within this time. */
  spreadMs: 10_000,
  /** The agent's own credentials are asked for anew when they have less left, and no source may take longer. */
  ownAheadMs: 5 * 60_000,
  ownSourceMs: 5000,
  /** A file of credentials is read again. */
  ownRereadMs: 60_000,
} as const

export type Timing = { readonly [name in keyof typeof timing]: number }
