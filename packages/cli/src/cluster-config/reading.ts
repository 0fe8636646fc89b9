import type { Document, LineCounter } from 'yaml'

/** Something about the file, at a place in it. */
export interface Finding {
  /** Such as `iam.serviceAccounts[0].roleName`; empty for the file as a whole. */
  readonly path: string
  /** Both from 1. */
  readonly line: number
  readonly column: number
  readonly message: string
}

/** Something that is wrong, at a path of the file; its line is found later. */
export type Said = readonly [path: string, message: string]

/** What is collected while a file is read. The file is not trusted: it may come from a pull request. */
export interface Reading {
  readonly document: Document
  readonly lines: LineCounter
  /** Why the file is refused. */
  readonly findings: Finding[]
  /** What is valid and left to eksctl. */
  readonly notes: Finding[]
  /** Where each path stands, for checks that come after. */
  readonly places: Map<string, { line: number; column: number }>
  /** Nodes seen so far: an alias is seen each time it is used, so a small file can hold very many. */
  visited: number
}
