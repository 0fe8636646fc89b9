import type { Annotations } from '../annotations/read-annotation.ts'
import type { Source } from '../source.ts'

export type FoundServiceAccount = { readonly annotations: Annotations } | { readonly because: string }

/** The ServiceAccounts there are, with what their annotations ask for. */
export interface ServiceAccounts extends Source {
  /** Of all that are kept. */
  annotations(): Iterable<Annotations>
  /** From what is kept; when it is not there, from where the truth is, within a time of its own. Never rejects. */
  find(namespace: string, name: string): Promise<FoundServiceAccount>
}
