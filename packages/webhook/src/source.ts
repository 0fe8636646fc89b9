/** Something the webhook reads and keeps: what `/readyz` waits for, and what the metrics tell of. */
export interface Source {
  /** As it stands in `/readyz`, in the log and in metrics: `service-accounts`. */
  readonly name: string
  /** Whether it was read whole at least once. */
  synced(): boolean
  size(): number
  /** When it was last known to be up to date, in milliseconds since the epoch. */
  current(): number | undefined
}

/** Where sources tell what went wrong. They go on by themselves. */
export interface SourceReport {
  /** It could not be read; what was known stays in force. */
  failed(source: string, error: Error): void
  /** It was read whole, or is known to be up to date; told each time. */
  read(source: string): void
  /** Single entries that are left out, while the others work. */
  refused(source: string, entries: readonly RefusedEntry[]): void
}

export interface RefusedEntry {
  readonly entry: string
  readonly because: string
}
