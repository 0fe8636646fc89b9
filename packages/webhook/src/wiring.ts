/** What stands on a ServiceAccount for either method, each already decided between annotation and flag. */
interface WiringSettings {
  readonly regionalSts: boolean
  /** Where its pods find AWS, when it says so itself. */
  readonly endpoint?: string
  /** Seconds a projected token lives; a pod's own annotation goes before it. */
  readonly expirationSeconds: number
  /** For who makes a pod: which annotations could not be read. */
  readonly warnings?: readonly string[]
}

/** IAM roles for ServiceAccounts. */
export interface IrsaWiring extends WiringSettings {
  readonly method: 'irsa'
  readonly roleArn: string
  readonly audience: string
}

/** EKS Pod Identity: the role is the server's business. */
export interface PodIdentityWiring extends WiringSettings {
  readonly method: 'pod-identity'
}

/** The way in which the pods of a ServiceAccount get their role. */
export type Wiring = IrsaWiring | PodIdentityWiring

/**
 * `wiring` is absent for a ServiceAccount that is known and has no role. `wrong` is what keeps us from reading the one
 * that somebody meant it to have.
 */
export type WiringLookup =
  | { readonly known: true; readonly wiring?: Wiring; readonly wrong?: undefined }
  | { readonly known: true; readonly wiring?: undefined; readonly wrong: string }
  | { readonly known: false; readonly because: string }

/** Finds out how the pods of a ServiceAccount get their role. Never rejects: what cannot be found is not known. */
export type WiringOf = (namespace: string, serviceAccount: string) => Promise<WiringLookup>
