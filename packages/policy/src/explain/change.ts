import type { Layer } from '../evaluate/request.ts'

/** One edit of one policy. {@link applyEdit} carries it out on the policy's text. */
export type Edit = {
  readonly layer: Layer
  /** Label of the policy to edit; `undefined` asks for a new policy in that layer. */
  readonly policy: string | undefined
} & (
  | { readonly op: 'set'; readonly path: readonly (string | number)[]; readonly value: unknown }
  | { readonly op: 'remove-statement'; readonly statement: number }
  | { readonly op: 'add-statement'; readonly value: Readonly<Record<string, unknown>> }
)

/** Edits that together turn a decision round. It was carried out and decided anew before it is offered. */
export interface Change {
  readonly edits: readonly Edit[]
  readonly sentence: string
}
