/** How much is taken of whoever connects. Each pod of a node can. */
export const httpLimits = {
  /** The longest token, and the rest of a head. */
  headBytes: 24 * 1024,
  headers: 64,
  headMs: 5000,
  requestMs: 5000,
  idleMs: 30_000,
  /** On one address, and from one source; a CNI that hides pods behind the node's address makes them one source. */
  connections: 16_384,
  connectionsOfSource: 8192,
  requestsOfConnection: 10_000,
} as const
