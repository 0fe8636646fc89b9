import type { KeySet } from '@rolecall/tokens'

/** Where the keys come from that the cluster signs tokens with. */
export interface KeySource {
  /** For messages: a file, an address. */
  readonly name: string
  /**
   * The keys, fetched anew if `keyId` is not among those known, and the issuer whose they are where the source
   * says so. `undefined` when they cannot be had now. Never rejects.
   */
  keys(issuer: string, keyId: string | undefined): Promise<ClusterKeys | undefined>
}

export interface ClusterKeys {
  readonly keySet: KeySet
  readonly issuer?: string
}
