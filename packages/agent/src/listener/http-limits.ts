/** How much is taken of whoever connects. Each pod of a node can. */
export const httpLimits = {
  /** The longest token, and the rest of a head. */
  headBytes: 24 * 1024,
  headers: 64,
  headMs: 5000,
  requestMs: 5000,
  idleMs: 30_000,
  /**
   * Connections that the system holds until they are taken. As many as the containers of a node, and no more: an agent
   * that is short of time and takes them in order would answer nobody but those who gave up in this line.
   */
  backlog: 511,
  /** On one address, and from one source; a CNI that hides pods behind the node's address makes them one source. */
  connections: 16_384,
  connectionsOfSource: 8192,
  requestsOfConnection: 10_000,
} as const
