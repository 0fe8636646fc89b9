import type { PolicyKind } from '@rolecall/policy'

/** A policy by its text, or the name of one that exists and could not be read. */
export type PolicySource =
  | { readonly label: string; readonly kind: PolicyKind; readonly document: string }
  | { readonly label: string; readonly kind: PolicyKind; readonly unread: string }
