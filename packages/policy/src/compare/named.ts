/** A set of texts that can be held against another. */
export interface Shape<T> {
  covers(other: T): boolean
  meets(other: T): boolean
}

export interface NamedPattern<S> {
  /** As written, folded where case is ignored; tells whether two patterns are the same. */
  readonly text: string
  readonly shape: S
  /** It holds variables: in one request it names only some of the texts of its shape, or none. */
  readonly open: boolean
}

/** What Action or Resource of a statement, or one pattern of it, names. */
export interface Named<S> {
  readonly effect: 'Allow' | 'Deny'
  readonly negated: boolean
  readonly patterns: readonly NamedPattern<S>[]
  /** Patterns that nobody can read. An Allow then applies where another pattern names the resource, of NotResource nowhere; a Deny everywhere, of NotResource where no other pattern does. */
  readonly unreadable: boolean
  /** What all texts fit. */
  readonly all: S
}
