import type { Span } from './span.ts'

/** A JSON value that remembers where it stood in the text. */
export type JsonNode =
  | (Span & { readonly type: 'object'; readonly members: readonly JsonMember[] })
  | (Span & { readonly type: 'array'; readonly items: readonly JsonNode[] })
  | (Span & { readonly type: 'string'; readonly value: string })
  /** `value` is the text as written, so that no digit is lost. */
  | (Span & { readonly type: 'number'; readonly value: string })
  | (Span & { readonly type: 'boolean'; readonly value: string })
  | (Span & { readonly type: 'null' })

/** One `"key": value` of an object. Duplicate keys stay apart; the reader decides what they mean. */
export interface JsonMember {
  readonly key: string
  readonly keySpan: Span
  readonly value: JsonNode
}
