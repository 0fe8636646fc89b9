import type { Backend } from '@rolecall/gateway'

/** A backend of our own, behind a socket that only this user can open. */
export interface EmbeddedBackend extends Backend {
  readonly endpoint: { readonly socketPath: string }
  /** Starts it, once, and resolves when it takes calls. */
  readonly ready: () => Promise<void>
  readonly close: () => Promise<void>
}
