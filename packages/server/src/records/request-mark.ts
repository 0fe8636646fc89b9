/** By what a repeated call is known again: its token, and a digest of all else that it asked for. */
export interface RequestMark {
  readonly token: string
  readonly digest: string
}
