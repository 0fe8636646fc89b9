/** What is wrong or weak in a policy's text, in the codes of Access Analyzer's policy validation. */
export interface Finding {
  readonly code: string
  readonly severity: 'error' | 'security-warning' | 'warning' | 'suggestion'
  readonly message: string
  /** Element names and indexes from the root, such as `['Statement', 0, 'Action', 2]`. */
  readonly path: readonly (string | number)[]
  /** Both counted from one. */
  readonly line: number
  readonly column: number
  /** Offsets into the text, the end not included. */
  readonly start: number
  readonly end: number
}
