/** What a cluster says of its issuer, or what the options say in its place. */
export interface StatedIssuer {
  /** As it stands in `iss`. */
  readonly issuer: string
  /** The text of its key set, where it was read. */
  readonly keys?: string | undefined
  /** Address of the Kubernetes API. */
  readonly endpoint?: string | undefined
  /** PEM of the authority of that address. */
  readonly ca?: string | undefined
  /** Id of the key that a token of the cluster was signed with, where one could be had. */
  readonly keyId?: string | undefined
}
